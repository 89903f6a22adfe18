import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';

/** What the set-up says of rsync on a machine whose programs are these, and how it ends. */
function setUpRsync(programs: Readonly<Record<string, string>>): { status: number | null; output: string } {
  const folder = mkdtempSync(join(tmpdir(), 'rehome-set-up-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  const module = new URL('./system-packages.mjs', import.meta.url).href;
  const code = `const { installSystemPackages } = await import('${module}'); await installSystemPackages(['rsync']);`;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', code], {
    env: { PATH: folder, NODE_ENV: 'test' },
    encoding: 'utf8',
  });
  return { status, output: stdout + stderr };
}

const NO_NETWORK = 'echo "Could not resolve host" >&2; exit 100';

// Nobody but root installs packages.
test.skipIf(process.getuid?.() !== 0)('without a network an older rsync is good enough, and none at all is not', () => {
  const older = setUpRsync({ rsync: 'echo "rsync  version 3.2.7  protocol version 31"', 'apt-get': NO_NETWORK });
  expect(older).toMatchObject({ status: 0, output: expect.stringContaining('older than 3.5.0') });
  const none = setUpRsync({ 'apt-get': NO_NETWORK });
  expect(none).toMatchObject({ status: 1, output: expect.stringContaining('Could not resolve host') });
});

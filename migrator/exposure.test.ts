import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { giveAll } from './testing/home-contents.ts';
import { aclFor, copyArguments, DEFAULT_ACL, isRoot, makePlace, OLD, type Place, THIRD } from './testing/homes.ts';
import { runMigrator } from './testing/run-migrator.ts';
import { PYTHON } from './testing/torture/torture-home.ts';
import { setXattr } from './xattr-calls.ts';

const SECRET = 'TOPSECRET';
// Given as text: the user may not read this repository.
const PROBER = readFileSync(new URL('./testing/prober.py', import.meta.url), 'utf8');

interface Prober {
  /** Ends it after one more look; answers what it could read that it should not, and how often it looked at everything. */
  stop(): Promise<{ readonly found: readonly string[]; readonly rounds: number }>;
}

async function startProber(home: string, id: number): Promise<Prober> {
  const child = spawn(PYTHON, ['-c', PROBER, home, SECRET], { cwd: '/', uid: id, gid: id });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk;
  });
  const ended = once(child, 'close');
  await once(child.stdout, 'data');
  return {
    async stop() {
      child.kill('SIGTERM');
      await ended;
      const lines = output.trim().split('\n').slice(1);
      const rounds = Number(/^rounds (\d+)$/.exec(lines.at(-1) ?? '')?.[1] ?? 0);
      return { found: lines.slice(0, -1), rounds };
    },
  };
}

// Only root may be several users.
describe.skipIf(!isRoot)('a third user who reads all they can during a copy', () => {
  let place: Place;
  beforeEach(() => {
    place = makePlace();
    // Readable by themselves: only the home keeps them private.
    for (let number = 0; number < 300; number++) writeFileSync(join(place.old, `${SECRET}-${number}`), SECRET);
    for (let number = 0; number < 40; number++) {
      const folder = join(place.old, `private-${number}`);
      mkdirSync(folder, { mode: 0o700 });
      for (let file = 0; file < 40; file++) writeFileSync(join(folder, `${SECRET}-${file}`), SECRET, { mode: 0o666 });
      writeFileSync(join(place.old, `closed-${number}`), SECRET.repeat(10_000), { mode: 0o600 });
    }
    giveAll(place.old, OLD);
    chmodSync(place.old, 0o700);
  });
  afterEach(() => place.remove());

  it.each([
    ['a home as homes are', () => undefined],
    ['a home that is open to all', () => chmodSync(place.new, 0o777)],
    [
      'a home whose default ACL opens all that is made in it',
      () => {
        const dir = openSync(place.new, 'r');
        setXattr(dir, '', DEFAULT_ACL, aclFor(THIRD));
        closeSync(dir);
      },
    ],
  ])('sees no content and no name that they could not see before: into %s (defect G1)', async (_, open) => {
    open();
    const prober = await startProber(place.new, THIRD);
    const { code } = await runMigrator(copyArguments(place));
    const { found, rounds } = await prober.stop();
    expect([code, found]).toEqual([0, []]);
    expect(rounds).toBeGreaterThan(20);
  });

  it('the prober finds what is open', async () => {
    mkdirSync(join(place.new, 'open'));
    writeFileSync(join(place.new, 'open', SECRET), SECRET);
    const prober = await startProber(place.new, THIRD);
    const { found } = await prober.stop();
    expect([...found].sort()).toEqual([`content /open/${SECRET}`, `name /open/${SECRET}`]);
  });
});

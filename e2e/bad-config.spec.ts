import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { stringify } from 'yaml';
import { ROOT } from '../scripts/demo/paths.ts';

const SERVER = join(ROOT, '.next', 'standalone', 'server.js');

/** Starts the built dashboard on a configuration that it must refuse. */
function startOn(config: unknown, env: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'rehome-config-'));
  try {
    const file = join(folder, 'rehome.yaml');
    writeFileSync(file, typeof config === 'string' ? config : stringify(config));
    const set = { NODE_ENV: 'production', HOSTNAME: '127.0.0.1', PORT: '0', REHOME_CONFIG: file, ...env } as const;
    return spawnSync(process.execPath, [SERVER], {
      env: { ...process.env, ...set },
      encoding: 'utf8',
      timeout: 30_000,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const good = {
  homes: { layout: 'shared', volume: { hostPath: { path: '/srv/homes' } }, owner: 'fromHome' },
  directory: { source: 'static', file: 'people.yaml' },
  migrator: { image: 'rehome' },
};

test('a broken configuration ends the server with 1, and every problem is listed with its path and line', () => {
  const { status, stderr } = startOn({
    ...good,
    homes: { ...good.homes, layout: 'both' },
    limits: { concurrency: 0, startTimeout: 'soon', reconnectTimeout: '9m' },
    policy: { setId: 'sometimes' },
    colour: 'blue',
  });
  expect(status).toBe(1);
  expect(stderr).toContain('Rehome cannot start.');
  for (const path of [
    'homes.layout',
    'limits.concurrency',
    'limits.startTimeout',
    'limits.reconnectTimeout',
    'policy.setId',
  ]) {
    expect(stderr).toMatch(new RegExp(`^ {2}${path.replace('.', '\\.')}: \\S.* \\(line \\d+\\)$`, 'm'));
  }
  expect(stderr).toMatch(/colour/);
});

test('a file that is no YAML, one that is empty and one that is missing end the server with 1 and a sentence', () => {
  expect(startOn('homes: [')).toMatchObject({ status: 1, stderr: expect.stringMatching(/line \d+/) });
  expect(startOn('')).toMatchObject({ status: 1, stderr: expect.stringContaining('homes') });
  const missing = startOn('', { REHOME_CONFIG: '/nowhere/rehome.yaml' });
  expect(missing).toMatchObject({ status: 1, stderr: expect.stringContaining('/nowhere/rehome.yaml') });
});

test('an address that is not loopback ends the server with 1, as nobody signs in', () => {
  const { status, stderr } = startOn(good, { HOSTNAME: '0.0.0.0' });
  expect(status).toBe(1);
  expect(stderr).toMatch(/HOSTNAME/);
});

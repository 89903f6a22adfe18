import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Site, startSite } from '../proof/site.ts';
import { ask } from './http.ts';

const RUNS = 10_000;
const FILL = join(import.meta.dirname, '..', 'proof', 'fill-history.ts');
const MAX_MS = 300;
/** The realm of the test environment. */
const REALM = 'demo';
const QUERIES = [
  '',
  '?show=failed',
  '?show=finished&sort=size',
  '?q=solberg',
  '?q=rosa&show=failed&sort=duration',
  '?user=nobody',
];

let site: Site;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  site = await startSite({ server: 'built', usernames: ['old', 'new'] });
  const folder = mkdtempSync(join(tmpdir(), 'rehome-list-'));
  const file = join(folder, 'history.db');
  execFileSync(process.execPath, ['--conditions=react-server', FILL, file, REALM, String(RUNS)]);
  const { databaseFile, restart } = site.environment;
  await restart(async () => {
    for (const rest of ['-wal', '-shm']) rmSync(databaseFile + rest, { force: true });
    copyFileSync(file, databaseFile);
  });
  rmSync(folder, { recursive: true });
});
test.afterAll(() => site?.environment.stop());

for (const query of QUERIES) {
  test(`acceptance 9: of 10,000 runs, ${query || 'all'} come within ${MAX_MS} ms, and the export is what the filter shows`, async () => {
    const { url } = site.environment;
    const took: number[] = [];
    let total = 0;
    for (let round = 0; round < 5; round += 1) {
      const before = performance.now();
      const { status, body } = await ask(`${url}/api/runs${query}`);
      took.push(performance.now() - before);
      expect(status).toBe(200);
      ({ total } = JSON.parse(body) as { total: number });
    }
    expect(Math.min(...took)).toBeLessThan(MAX_MS);
    const file = await ask(`${url}/api/runs/export${query ? `${query}&` : '?'}format=json`);
    expect((JSON.parse(file.body) as unknown[]).length).toBe(total);
  });
}

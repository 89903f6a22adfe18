import { expect, expectAccessible, test } from './fixtures.ts';
import { ask } from './http.ts';
import { startQuietly, untilStatus } from './steps.ts';

test('the list can be had as a file that has its filter, and only by who may see it', async ({ page, environment }) => {
  test.setTimeout(120_000);
  const { url } = environment;
  const run = await startQuietly(url, 'ybenami', 'yael.benami');
  await untilStatus(url, run, 'succeeded', 'succeeded_with_notes');
  await page.goto('/migrations?user=ybenami&show=finished');
  await page.getByRole('button', { name: 'Export' }).click();
  await expect(page.getByRole('link', { name: 'JSON, for programs' })).toBeVisible();
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV, for spreadsheets' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^rehome-migrations-\d{8}T\d{6}Z\.csv$/);
  const csv = await ask(`${url}/api/runs/export?format=csv&user=ybenami&show=finished`);
  expect(csv).toMatchObject({ status: 200, headers: { 'content-type': 'text/csv; charset=utf-8; header=present' } });
  expect(csv.body).toContain(`,${run}\r\n`);
  const failed = await ask(`${url}/api/runs/export?format=json&user=ybenami&show=failed`);
  expect(JSON.parse(failed.body)).toEqual([]);
  const chosen = await ask(`${url}/api/runs/export?format=json&run=${run}&show=failed`);
  expect(JSON.parse(chosen.body)).toMatchObject([{ id: run, oldUser: 'ybenami' }]);
  expect((await ask(`${url}/api/runs/export?format=xlsx`)).status).toBe(400);
  const foreign = await ask(`${url}/api/runs/export?format=csv`, { headers: { host: 'evil.example' } });
  expect(foreign.status).toBe(403);
  expect(foreign.body).not.toContain('ybenami');
});

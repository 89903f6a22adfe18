import { execFileSync } from 'node:child_process';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { ask } from './http.ts';
import { startQuietly, untilStatus } from './steps.ts';

const listed = (archive: string): string => execFileSync('tar', ['-tzf', archive]).toString();
const whole = (archive: string): string => execFileSync('tar', ['-xzOf', archive]).toString();

test('from its menu a run is printed, its address copied, and its bundle downloaded, which names nobody', async ({
  page,
  context,
  environment,
}) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.addInitScript(() => {
    Reflect.set(window, 'print', () => Reflect.set(window, 'printed', true));
  });
  const id = await startQuietly(environment.url, 'mshark', 'mark.shark@example.org');
  await untilStatus(environment.url, id, 'succeeded_with_notes');
  await page.goto(`/migrations/${id}`);
  const menu = page.getByRole('button', { name: 'More actions' });
  await menu.click();
  await expect(page.getByRole('link', { name: 'All runs of this pair' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${environment.url}/migrations/${id}`);
  await page.getByRole('button', { name: 'Print report' }).click();
  expect(await page.evaluate(() => Reflect.get(window, 'printed'))).toBe(true);

  await menu.click();
  await page.getByRole('button', { name: /^Download support bundle/ }).click();
  const dialog = page.getByRole('dialog', { name: 'Download a support bundle?' });
  await expect(dialog.getByRole('checkbox')).toBeFocused();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
  const downloading = page.waitForEvent('download');
  await dialog.getByRole('link', { name: 'Download' }).click();
  const download = await downloading;
  await expect(dialog).toBeHidden();
  expect(download.suggestedFilename()).toBe(`rehome-run-${id}.tar.gz`);
  const archive = await download.path();
  for (const name of [
    'README.txt',
    'run.json',
    'log.txt',
    'pod.yaml',
    'files.json',
    'audit.json',
    'configuration.json',
  ])
    expect(listed(archive)).toContain(`rehome-run-${id}/${name}\n`);
  expect(whole(archive)).not.toMatch(/mshark|mark\.shark|shark@|notebooks/i);
  expect(whole(archive)).toContain('user-1 is the old account');
});

test('a bundle with file names is had by asking for it, and none by a stranger', async ({ page, environment }) => {
  test.setTimeout(120_000);
  const id = await startQuietly(environment.url, 'mshark', 'mark.shark@example.org');
  await untilStatus(environment.url, id, 'succeeded_with_notes');
  await page.goto(`/migrations/${id}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('button', { name: /^Download support bundle/ }).click();
  await page.getByRole('checkbox', { name: /^Include names of files/ }).check();
  const downloading = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('link', { name: 'Download' }).click();
  const archive = await (await downloading).path();
  expect(whole(archive)).not.toMatch(/"path": ?"name-\d/);
  expect(whole(archive)).not.toMatch(/mshark|mark\.shark/i);
  const foreign = await ask(`${environment.url}/api/runs/${id}/bundle`, { headers: { host: 'evil.example' } });
  expect(foreign.status).toBe(403);
  const missing = await ask(`${environment.url}/api/runs/01890000-0000-7000-8000-000000000000/bundle`);
  expect(missing.status).toBe(404);
});

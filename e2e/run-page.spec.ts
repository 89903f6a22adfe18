import { readFileSync } from 'node:fs';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { startQuietly, untilStatus } from './steps.ts';

test.use({ viewport: { width: 1440, height: 900 } });

test('a finished copy has its receipt, a message to the person, and every entry that is not as it was', async ({
  page,
  context,
  environment,
}) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const id = await startQuietly(environment.url, 'mshark', 'mark.shark@example.org');
  await untilStatus(environment.url, id, 'succeeded_with_notes');
  await page.goto(`/migrations/${id}`);

  const receipt = page.getByRole('region', { name: 'Receipt' });
  await expect(receipt).toContainText('copied');
  await expect(receipt).toContainText('20011:');
  await expect(receipt).toContainText('sizes, owners, modes, times and links');

  await page.getByRole('button', { name: 'Copy the message' }).click();
  const message = await page.evaluate(() => navigator.clipboard.readText());
  expect(message).toMatch(/^Hello mark\.shark@example\.org,/);
  expect(message).toContain('migrated-mshark-');
  expect(message).toContain('REHOME-NOTES.txt');

  await page.getByRole('link', { name: /^Files/ }).click();
  const listed = page.getByRole('region', { name: 'Files' }).getByRole('listitem');
  await page.getByLabel('Kind').selectOption('socket');
  await expect(listed.first()).toContainText('Sockets left out');
  const all = await listed.count();
  await page.getByLabel('Search in the entries').fill('no entry has this name');
  await expect(page.getByText(`0 of ${all} listed`)).toBeVisible();
  await page.getByLabel('Search in the entries').fill('');
  await expectAccessible(page);
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV' }).click();
  const rows = readFileSync(await (await download).path(), 'utf8').split('\r\n');
  expect(rows[0]).toBe('\uFEFFwhat,path,detail');
  expect(rows.length).toBe(all + 2);

  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
});

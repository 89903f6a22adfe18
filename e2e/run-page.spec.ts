import { readFileSync } from 'node:fs';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { holdCopy } from './hold.ts';
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

  let message = '';
  // The page may be seen before its scripts have taken it over.
  await expect(async () => {
    await page.getByRole('button', { name: 'Copy the message' }).click();
    message = await page.evaluate(() => navigator.clipboard.readText());
    expect(message).toMatch(/^Hello mark\.shark@example\.org,/);
  }).toPass();
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

test('a run that is watched from another tab tells how it goes: in the title, in the icon, and when it has ended if asked', async ({
  page,
  context,
  environment,
}) => {
  test.setTimeout(120_000);
  await context.grantPermissions(['notifications']);
  await page.addInitScript(() => {
    const told: string[] = [];
    Reflect.set(window, 'told', told);
    class Told {
      static requestPermission = async () => 'granted';
      constructor(title: string) {
        told.push(title);
      }
    }
    Reflect.set(window, 'Notification', Told);
  });
  const id = await startQuietly(environment.url, 'asolberg', 'anna.solberg');
  const release = await holdCopy(id);
  await page.goto(`/migrations/${id}`);
  const icon = () => page.locator('link[rel~="icon"]').first().getAttribute('href');
  await expect.poll(icon).toMatch(/^data:image\/svg/);
  const during = await icon();
  await expect(page).toHaveTitle(/asolberg → anna\.solberg/);
  await page.getByRole('switch', { name: 'Notify me' }).check();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'Resources' }).click();
  await expect(page.getByRole('region', { name: 'Resources' })).toContainText('PodScheduled');
  await page.getByRole('button', { name: 'YAML' }).click();
  const yaml = page.getByRole('region', { name: 'Pod as YAML' });
  await expect(yaml).toContainText('kind: Pod');
  await expect(yaml).toContainText('containerStatuses:');
  await expectAccessible(page);
  release();
  await expect(page).toHaveTitle(/^Done/, { timeout: 60_000 });
  expect(await page.evaluate(() => Reflect.get(window, 'told'))).toEqual([expect.stringMatching(/^Done/)]);
  expect(await icon()).not.toBe(during);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('link', { name: 'All runs of this pair' }).click();
  await expect(page).toHaveURL(/pairs/);
  await expect.poll(icon).not.toMatch(/^data:/);
});

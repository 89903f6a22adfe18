import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { holdCopy } from './hold.ts';
import { start } from './steps.ts';

test.use({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });

test('the whole way: start, watch, stop, history, pair, clean up', async ({ page, environment }) => {
  test.setTimeout(180_000);
  const home = (name: string) => join(environment.homesDir, name);

  const copies = () => readdirSync(home('anna.solberg')).filter((name) => name.startsWith('migrated-asolberg-'));
  const earlier = copies();

  const rowsOf = (oldUser: string, newUser: string) =>
    page.getByRole('row').filter({ hasText: oldUser }).filter({ hasText: newUser });

  await page.goto('/migrations');
  await expectAccessible(page);
  const before = await rowsOf('asolberg', 'anna.solberg').count();

  // A copy that is watched to its end.
  await start(page, 'asolberg', 'anna.solberg');
  await expect(page.getByRole('progressbar').first()).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
  await expect(page.getByRole('heading', { name: 'Done', exact: true })).toBeVisible({ timeout: 60_000 });
  await expect(page).toHaveTitle(/^Done/);
  await expectAccessible(page);
  const [copy = ''] = copies().filter((name) => !earlier.includes(name));
  await expect(page.getByText(copy).first()).toBeVisible();
  expect(existsSync(join(home('anna.solberg'), copy, 'projects'))).toBe(true);

  // A second copy of the pair: the form knows of the first, and this one is stopped.
  await page.getByRole('link', { name: 'Run again' }).click();
  await page.waitForURL(/migrations\/new/);
  await expect(page.getByText('This pair already has a finished copy.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Start migration' }).click();
  await page.waitForURL(/\/migrations\/[0-9a-f-]{36}$/);
  const release = await holdCopy(page.url().slice(-36));
  await page.getByRole('button', { name: 'Stop…' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Stop this migration?' });
  await expect(dialog.getByRole('button', { name: 'Keep running' })).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Stop migration' }).click();
  await expect(dialog).toBeHidden();
  release();
  await expect(page.getByRole('heading', { name: 'Stopped by local' })).toBeVisible({ timeout: 45_000 });
  await expectAccessible(page);
  expect(copies().filter((name) => !earlier.includes(name))).toEqual([copy]);

  // A failure leaves a pod behind, which is cleaned up.
  await start(page, 'rgomez', 'mark.shark@example.org');
  await expect(page.getByRole('heading', { name: /home wasn’t found/ })).toBeVisible({ timeout: 45_000 });
  await expectAccessible(page);
  await page.goto('/cleanup');
  const row = page.getByRole('row').filter({ hasText: 'rgomez' }).filter({ hasText: 'mark.shark' });
  const remove = row.getByRole('button', { name: /^Remove rehome-migrator/ });
  await expect(remove).toBeVisible();
  await expectAccessible(page);
  await remove.click();
  const confirmation = page.getByRole('alertdialog');
  await expect(confirmation).toBeVisible();
  await expectAccessible(page);
  await confirmation.getByRole('button', { name: /^Remove/ }).click();
  await expect(remove).toHaveCount(0, { timeout: 15_000 });

  // The list has all three, and its state is in the address.
  await page.goto('/migrations');
  await expect(rowsOf('asolberg', 'anna.solberg')).toHaveCount(before + 2);
  await expect(rowsOf('rgomez', 'mark.shark')).toHaveCount(1);
  await page.getByRole('link', { name: /^Failed/ }).click();
  await expect(page).toHaveURL(/show=failed/);
  await expect(rowsOf('rgomez', 'mark.shark')).toHaveCount(1);
  await expect(rowsOf('asolberg', 'anna.solberg')).toHaveCount(0);
  await expectAccessible(page);

  // The pair page has both runs and what is remembered of their pods.
  await page.goto('/pairs/asolberg/anna.solberg');
  await expect(page.getByText('Exited pods')).toBeVisible();
  await expect(page.getByText(copy).first()).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
});

import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { holdCopy } from './hold.ts';
import { startQuietly, untilStatus } from './steps.ts';

test.use({ viewport: { width: 1440, height: 900 } });

/** Presses Tab until something of that role and name has the focus. */
async function tabTo(page: Page, role: Parameters<Page['getByRole']>[0], name: string | RegExp): Promise<void> {
  const target = page.getByRole(role, { name }).first();
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < 60; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`60 presses of Tab did not reach ${role} ${name}`);
}

test('acceptance 10: a migration is started, stopped and found again by keyboard alone', async ({ page }) => {
  test.setTimeout(120_000);
  await page.goto('/migrations');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeFocused();
  // A page listens to keys only when its scripts have run.
  await expect(async () => {
    await page.keyboard.press('n');
    await page.waitForURL(/migrations\/new/, { timeout: 2_000 });
  }).toPass();
  await tabTo(page, 'combobox', 'Old account');
  await page.keyboard.type('asolb');
  await expect(page.getByRole('option', { name: /asolberg/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await tabTo(page, 'combobox', 'New account');
  await page.keyboard.type('yael');
  await expect(page.getByRole('option', { name: /yael.benami/, selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Start migration');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/migrations\/[0-9a-f-]{36}$/);
  const release = await holdCopy(page.url().slice(-36));
  await tabTo(page, 'button', 'Stop…');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: 'Keep running' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  await tabTo(page, 'button', 'Stop…');
  await page.keyboard.press('Enter');
  await tabTo(page, 'button', 'Stop migration');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toBeHidden();
  release();
  await expect(page.getByRole('heading', { name: 'Stopped by local' })).toBeVisible({ timeout: 45_000 });
  await tabTo(page, 'button', 'More actions');
  await page.keyboard.press('Enter');
  await tabTo(page, 'link', 'All runs of this pair');
  await page.keyboard.press('Enter');
  await page.waitForURL(/pairs\/asolberg\/yael/);
});

test('the rows of a list are gone through with j and k, and Enter opens one', async ({ page, environment }) => {
  test.setTimeout(120_000);
  for (const name of ['ybenami', 'mshark']) {
    const id = await startQuietly(environment.url, name, 'anna.solberg');
    await untilStatus(environment.url, id, 'succeeded', 'succeeded_with_notes');
  }
  await page.goto('/migrations');
  const links = page.getByRole('row').getByRole('link', { name: /, run #/ });
  await expect(async () => {
    await page.keyboard.press('k');
    await expect(links.last()).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press('j');
  await expect(links.last()).toBeFocused();
  await page.reload();
  await expect(async () => {
    if (!(await links.first().evaluate((link) => link === document.activeElement))) await page.keyboard.press('j');
    await expect(links.first()).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await page.keyboard.press('j');
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(links.first()).toBeFocused();
  const href = (await links.first().getAttribute('href')) ?? '';
  await page.keyboard.press('Enter');
  await page.waitForURL(`**${href}`);
});

test('keys that follow at once on what asks for a dialog are not meant for the page below it', async ({
  page,
  environment,
}) => {
  const id = await startQuietly(environment.url, 'ybenami', 'anna.solberg');
  await untilStatus(environment.url, id, 'succeeded', 'succeeded_with_notes');
  await page.goto('/migrations');
  await page
    .getByRole('checkbox', { name: /^Select ybenami to/ })
    .first()
    .check();
  const mark = page.getByRole('button', { name: 'Mark as seen…' });
  const dialog = page.getByRole('alertdialog');
  await mark.click();
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(mark).toBeFocused();
  // In one go: the dialog opens only after the browser has drawn the press.
  await mark.evaluate(async (button: HTMLElement) => {
    button.click();
    await Promise.resolve();
    for (const key of ['g', 'o']) button.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
  });
  await expect(dialog).toBeVisible();
  await expect(page).toHaveURL(/\/migrations$/);
  await page.keyboard.press('Escape');
  await expect(mark).toBeFocused();
});

import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';

test('? lists the keys, by page, and Escape gives the focus back', async ({ page }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/migrations');
  const sheet = page.getByRole('dialog', { name: 'Keys' });
  // A page listens to keys only when its scripts have run.
  await expect(async () => {
    await page.keyboard.press('?');
    await expect(sheet).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(sheet.getByText('New migration')).toBeVisible();
  await expect(sheet.getByRole('heading', { name: 'Go to' })).toBeVisible();
  await expectAccessible(page);
  // Behind the sheet, keys lead nowhere.
  await page.keyboard.press('n');
  await page.keyboard.press('Escape');
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL(/\/migrations$/);
  const button = page.getByRole('button', { name: 'Keys' });
  await button.click();
  await expect(sheet).toBeVisible();
  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();
});

test('on a phone a page opens with its chosen tab in sight', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/settings?tab=about');
  const about = page.getByRole('link', { name: 'About' });
  // The row cuts one pixel off the height of each tab, to lay the mark over its line.
  await expect(about).toBeInViewport({ ratio: 0.95 });
  await expectNoSidewaysScroll(page);
  // So far to the right it lies that the row does not show it by itself.
  await about.locator('..').evaluate((row) => {
    row.scrollLeft = 0;
  });
  await expect(about).not.toBeInViewport();
});

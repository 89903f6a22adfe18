import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { holdCopy } from './hold.ts';
import { startQuietly, untilStatus } from './steps.ts';

const outlineOf = (marked: Locator) => marked.evaluate((element) => getComputedStyle(element).outlineStyle);
const fillOf = (row: Locator) => row.evaluate((element) => getComputedStyle(element).backgroundColor);

/** The list with its first row chosen. */
async function withChosenRow(page: Page): Promise<{ readonly chosen: Locator; readonly other: Locator }> {
  await page.goto('/migrations');
  await page
    .getByRole('checkbox', { name: /^Select ybenami/ })
    .first()
    .check();
  const rows = page.getByRole('main').locator('tbody tr');
  const chosen = rows.and(page.locator('[aria-selected="true"]'));
  await expect(chosen).toHaveCount(1);
  return { chosen, other: rows.and(page.locator(':not([aria-selected="true"])')).first() };
}

/** Two runs that have ended; answers the id of the second. */
async function twoRuns(url: string): Promise<string> {
  let id = '';
  for (let made = 0; made < 2; made += 1) {
    id = await startQuietly(url, 'ybenami', 'yael.benami');
    await untilStatus(url, id, 'succeeded', 'succeeded_with_notes');
  }
  return id;
}

test('where colours are the reader’s, the current page, the chosen list and the chosen rows are outlined', async ({
  page,
  environment,
}) => {
  test.setTimeout(120_000);
  const id = await twoRuns(environment.url);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.emulateMedia({ forcedColors: 'active' });
  for (const address of ['/', '/migrations', '/migrations/new', `/migrations/${id}`]) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page);
    if (address === `/migrations/${id}`) continue;
    const current = page.getByRole('navigation', { name: 'Main' }).locator('[aria-current="page"]');
    expect(await outlineOf(current), address).toBe('solid');
  }
  const { chosen, other } = await withChosenRow(page);
  expect(await outlineOf(chosen)).toBe('solid');
  expect(await outlineOf(other)).toBe('none');
  expect(await outlineOf(page.getByRole('main').locator('a[aria-current="true"]').first())).toBe('solid');
});

test('for who wants less motion nothing moves, also while a run works', async ({ page, environment }) => {
  test.setTimeout(120_000);
  const { url } = environment;
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const id = await startQuietly(url, 'asolberg', 'anna.solberg');
  const release = await holdCopy(id);
  try {
    for (const address of ['/', '/migrations', `/migrations/${id}`]) {
      await page.goto(address);
      await expect(page.getByRole('main').getByText('asolberg').first()).toBeVisible();
      expect(await page.evaluate(() => document.getAnimations().length), address).toBe(0);
    }
    await page.getByRole('button', { name: 'Stop…' }).click();
    await expect(page.getByRole('alertdialog')).toBeVisible();
    expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
  } finally {
    release();
  }
  await untilStatus(url, id, 'succeeded', 'succeeded_with_notes');
});

test.describe('at 200 %', () => {
  test.use({ viewport: { width: 720, height: 450 }, deviceScaleFactor: 2 });

  test('every main page keeps its width, its current page and its chosen rows', async ({ page, environment }) => {
    test.setTimeout(120_000);
    const id = await twoRuns(environment.url);
    for (const address of ['/', '/migrations', '/migrations/new?old=ybenami&new=yael.benami', `/migrations/${id}`]) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
    const { chosen, other } = await withChosenRow(page);
    expect(await fillOf(chosen)).not.toBe(await fillOf(other));
    await expectNoSidewaysScroll(page);
    await page.getByRole('button', { name: 'Open menu' }).click();
    const current = page.getByRole('navigation', { name: 'Main' }).locator('[aria-current="page"]');
    await expect(current).toHaveCount(1);
    await expect(current).toBeVisible();
    expect(await current.evaluate((link) => getComputedStyle(link).boxShadow)).not.toBe('none');
    await expectNoSidewaysScroll(page);
  });
});

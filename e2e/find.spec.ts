import type { Locator, Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { startQuietly, untilStatus } from './steps.ts';

const dialogOf = (page: Page): Locator => page.getByRole('dialog', { name: 'Find anything' });

/** Opens it by its key. A page listens to keys only when its scripts have run. */
async function open(page: Page): Promise<Locator> {
  const dialog = dialogOf(page);
  await expect(async () => {
    if (!(await dialog.isVisible())) await page.keyboard.press('Control+k');
    await expect(dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
  return dialog;
}

const chosen = (dialog: Locator): Locator => dialog.getByRole('option', { selected: true });

test('by keyboard alone a person, a pair, a run and a page are found and opened, and Escape gives the focus back', async ({
  page,
  environment,
}) => {
  test.setTimeout(120_000);
  const run = await startQuietly(environment.url, 'ybenami', 'yael.benami');
  await untilStatus(environment.url, run, 'succeeded', 'succeeded_with_notes');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/migrations');
  const search = page.getByRole('searchbox', { name: 'Search users' });
  await search.focus();
  const dialog = await open(page);
  await expect(dialog.getByRole('combobox')).toBeFocused();
  await expect(dialog.getByRole('group', { name: 'Pages' })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(search).toBeFocused();

  // A page, by a part of its name.
  await open(page);
  await page.keyboard.type('clean');
  await expect(chosen(dialog)).toHaveText('Cleanup');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/cleanup$/);
  await expect(dialog).toBeHidden();

  // Nothing, and the ways to search further all the same.
  await open(page);
  await page.keyboard.type('qqqzzz');
  await expect(dialog.getByRole('status')).toHaveText('Nothing found.');
  await expect(dialog.getByRole('option')).toHaveCount(2);
  await page.keyboard.press('Escape');

  // A person, by what they are called; what was typed is set off.
  await open(page);
  await page.keyboard.type('בן עמי');
  const people = dialog.getByRole('group', { name: 'People' });
  await expect(people.getByRole('option').first()).toContainText('benami');
  await expect(people.locator('b').first()).toHaveText('בן');
  await expectAccessible(page);
  await expect(chosen(dialog)).toContainText('benami');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/users\//);

  // A run, by its pair and number, the way people write them.
  await open(page);
  await page.keyboard.type('ybenami → yael.benami #1');
  const runs = dialog.getByRole('group', { name: 'Runs' });
  await expect(runs.getByRole('option')).toHaveCount(1);
  await expect(runs.getByRole('option')).toContainText('Run 1');
  await expect(async () => {
    await page.keyboard.press('ArrowDown');
    await expect(runs.getByRole('option', { selected: true })).toBeVisible({ timeout: 200 });
  }).toPass();
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/migrations\/[0-9a-f-]{36}$/);

  // The same pair once more, with both names filled in.
  await open(page);
  await page.keyboard.type('ybenami to yael.benami');
  const again = dialog.getByRole('group', { name: 'Start' }).getByRole('option', { name: 'New migration ybenami to' });
  await expect(again).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('ArrowUp');
    await expect(again).toHaveAttribute('aria-selected', 'true', { timeout: 200 });
  }).toPass();
  await page.keyboard.press('Enter');
  await page.waitForURL(/migrations\/new\?old=ybenami&new=yael\.benami/);

  // What was opened is offered unasked, the latest first; the key that opens it closes it.
  await open(page);
  await expect(dialog.getByRole('group', { name: 'Opened last' }).getByRole('option').first()).toContainText('Run 1');
  await page.keyboard.press('Control+k');
  await expect(dialog).toBeHidden();
});

test('Tab goes round in it, a press on its words leaves the focus, and one beside it closes it and does nothing else', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/migrations');
  const search = page.getByRole('searchbox', { name: 'Search users' });
  await search.focus();
  const dialog = await open(page);
  const [field, close] = [dialog.getByRole('combobox'), dialog.getByRole('button', { name: 'Close' })];
  await dialog.getByText('Pages', { exact: true }).click();
  await expect(field).toBeFocused();
  for (const key of ['Tab', 'Shift+Tab']) {
    for (const stop of [close, field, close, field]) {
      await page.keyboard.press(key);
      await expect(stop).toBeFocused();
    }
  }
  // There lies the link to a new migration.
  const beside = await page.getByRole('link', { name: 'New migration' }).last().boundingBox();
  if (!beside) throw new Error('the link has no place');
  await page.mouse.click(beside.x + 10, beside.y + 10);
  await expect(dialog).toBeHidden();
  await expect(search).toBeFocused();
  await expect(page).toHaveURL(/\/migrations$/);
});

test('what is chosen opens in a new tab with Ctrl and Enter, and stays found here', async ({ page, context }) => {
  await page.goto('/migrations');
  const dialog = await open(page);
  await page.keyboard.type('settings');
  await expect(chosen(dialog)).toHaveText('Settings');
  const opened = context.waitForEvent('page');
  await page.keyboard.press('Control+Enter');
  await (await opened).waitForURL(/\/settings$/);
  await expect(dialog).toBeVisible();
  await expect(page).toHaveURL(/\/migrations$/);
});

test('an answer that comes late never takes the place of a later one, and no key chooses from it', async ({ page }) => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/api/palette?q=yael*', async (route) => {
    await held;
    // Given up by the page meanwhile, most likely.
    await route.continue().catch(() => undefined);
  });
  await page.goto('/migrations');
  const dialog = await open(page);
  const asked = page.waitForRequest(/api\/palette\?q=yael/);
  await page.keyboard.type('yael');
  await asked;
  await expect(chosen(dialog)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeVisible();
  await dialog.getByRole('combobox').fill('asolberg');
  await expect(chosen(dialog)).toContainText('asolberg');
  release();
  await expect(dialog.getByRole('group', { name: 'People' })).not.toContainText('yael');
});

test('Enter right after the last letter opens what is found when the answer is there', async ({ page }) => {
  await page.goto('/migrations');
  await open(page);
  await page.keyboard.type('asolberg');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/users\/asolberg$/);
});

test('letters that come before it has opened are its own', async ({ page }) => {
  await page.goto('/migrations');
  await page.waitForLoadState('networkidle');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/*.js', async (route) => {
    await held;
    await route.continue();
  });
  await page.keyboard.press('Control+k');
  await page.keyboard.type('asol');
  release();
  const field = page.getByRole('dialog', { name: 'Find anything' }).getByRole('combobox');
  await expect(field).toHaveValue('asol');
  await page.keyboard.type('berg');
  await expect(field).toHaveValue('asolberg');
});

test.describe('without an answer', () => {
  test.use({ expectedComplaints: [/503|Failed to load resource/] });

  test('pages and actions are there all the same, and it says why the rest is not', async ({ page }) => {
    await page.route('**/api/palette*', (route) => route.fulfill({ status: 503, json: {} }));
    await page.goto('/migrations');
    const dialog = await open(page);
    await page.keyboard.type('over');
    await expect(dialog.getByText('Rehome does not answer.')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Enter');
    await page.waitForURL(/:\d+\/$/);
  });
});

test('on a phone it is one tap away, fits, and takes long names, forced colours and twice the size', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto('/migrations');
  const dialog = dialogOf(page);
  await expect(async () => {
    await page.getByRole('button', { name: 'Find anything' }).click();
    await expect(dialog).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expectNoSidewaysScroll(page);
  await dialog.getByRole('combobox').fill('a');
  await expect(dialog.getByRole('group', { name: 'People' })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  const long = 'x'.repeat(200);
  await dialog.getByRole('combobox').fill(long);
  await expect(dialog.getByRole('option', { name: `All migrations with ${long}` })).toBeVisible();
  expect(await dialog.evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
  await page.emulateMedia({ forcedColors: 'active' });
  await page.setViewportSize({ width: 720, height: 450 });
  const again = await open(page);
  const outline = await chosen(again).evaluate((option) => getComputedStyle(option).outlineStyle);
  expect(outline).toBe('solid');
  await expectNoSidewaysScroll(page);
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { pick } from './steps.ts';

const [OLD, NEW] = ['mshark', 'mark.shark@example.org'];

test.use({ actionTimeout: 10_000 });

for (const width of [1440, 360]) {
  test(`pick, check first, read what it found, start with choices, and find them with the run, at ${width} px`, async ({
    page,
    environment,
  }) => {
    test.setTimeout(90_000);
    const copies = (): readonly string[] =>
      readdirSync(join(environment.homesDir, NEW)).filter((name) => name.startsWith(`migrated-${OLD}-`));
    const before = copies();
    await page.setViewportSize({ width, height: 780 });
    await page.goto('/migrations/new');
    await expectAccessible(page);
    await pick(page, 'Old account', OLD);
    await pick(page, 'New account', NEW);
    const start = page.getByRole('button', { name: 'Start migration' });
    if (width === 360) await expect(start).toBeInViewport();

    // What is left out is chosen first, so that the check counts it.
    await page.getByRole('button', { name: 'Change options' }).click();
    const own = page.getByRole('textbox', { name: /^Also left out/ });
    await own.fill('~/notebooks');
    await expect(page.getByText(/begins with “~\/”/)).toBeHidden();
    await own.blur();
    await expect(page.getByText(/begins with “~\/”/)).toBeVisible();
    await page.getByRole('textbox', { name: /^Speed limit/ }).fill('5 MB');
    await start.click();
    await expect(page.getByText(/“~\/notebooks” begins with “~\/”/)).toBeVisible();
    await expect(page.getByText(/such as 500K, 50M or 1G/)).toBeVisible();
    await expect(own).toBeFocused();
    await expectAccessible(page);
    // They stay open while one of them is at fault, and so does the way to it.
    await page.getByRole('button', { name: 'Hide options' }).click();
    await expect(own).toBeFocused();
    await page.getByRole('button', { name: /^Check (first|again)$/ }).click();
    await expect(own).toBeFocused();
    await expect(page.getByText(/Leaves out 1 pattern, not all of it clear yet/)).toBeVisible();
    // What is mended is told no longer, and the field stays for whoever types on.
    await own.fill('/notebooks');
    await expect(page.getByText(/begins with “~\/”/)).toBeHidden();
    await expect(own).toBeFocused();
    await page.getByRole('textbox', { name: /^Speed limit/ }).fill('500M');

    await page.getByRole('button', { name: /^Check (first|again)$/ }).click();
    const panel = page.getByRole('complementary', { name: 'Before it starts' });
    await expect(panel.getByRole('heading', { name: /^Ready/ })).toBeVisible({ timeout: 30_000 });
    await expect(panel.getByText(/Both homes are there/)).toBeVisible();
    await expect(panel.getByText(/It counts until/)).toBeVisible();
    await expect(page.getByText(/\/notebooks.*saves [\d.]+ KiB in \d+ files/)).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);

    await page.getByRole('button', { name: 'What will be created' }).click();
    const yaml = page.getByRole('dialog').getByRole('textbox', { name: 'Objects as YAML' });
    await expect(yaml).toHaveValue(/kind: Pod[\s\S]*--exclude=\/notebooks/);
    await expectAccessible(page);
    await page.keyboard.press('Escape');

    await page.getByRole('combobox', { name: 'Compared at the end' }).selectOption('Checksums');
    await page.getByRole('combobox', { name: /^Reason/ }).fill('Account renamed');
    await page.getByRole('textbox', { name: /^Ticket/ }).fill('DESK-4127');
    await page.getByRole('checkbox', { name: /same person/ }).check();
    // However often it is pressed, one run is made.
    await start.dblclick();
    await page.waitForURL(/\/migrations\/[0-9a-f-]{36}/);
    await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible({ timeout: 45_000 });
    await expect(page.getByText('Account renamed')).toBeVisible();
    await page.getByRole('link', { name: 'Settings used' }).click();
    const settings = page.getByRole('region', { name: 'Settings used' });
    for (const said of ['DESK-4127', 'confirmed by local', '/notebooks', /every byte/, '477 MiB/s', 'kept']) {
      await expect(settings.getByText(said).first()).toBeVisible();
    }
    const made = copies().filter((name) => !before.includes(name));
    expect(made).toHaveLength(1);
    expect(readdirSync(join(environment.homesDir, NEW, made[0] ?? ''))).not.toContain('notebooks');
  });
}

test('a check that finds no home holds the start back, and says what to do', async ({ page }) => {
  await page.goto('/migrations/new?old=ybenami&new=rgomez');
  await page.getByRole('button', { name: 'Check first' }).click();
  await expect(page.getByRole('heading', { name: 'Blocked by 1 problem' })).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText(/Ask the new user to sign in/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start migration' })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByText(/Held back/)).toBeVisible();
  await expectAccessible(page);
});

test('who is chosen is shown by name, whatever was typed into the field before', async ({ page }) => {
  const field = page.getByRole('combobox', { name: 'New account' });
  await page.goto('/migrations/new?old=asolberg');
  // Once the list opens, the page's scripts have run.
  await expect(async () => {
    await field.fill('');
    await field.pressSequentially('zzz');
    await expect(field).toHaveAttribute('aria-expanded', 'true', { timeout: 1_000 });
  }).toPass();
  await page.getByRole('button', { name: 'Swap old and new account' }).click();
  await expect(field).toHaveValue('asolberg');
  await expect(page).toHaveURL(/new=asolberg/);
  await page.getByRole('button', { name: 'Swap old and new account' }).click();
  await expect(field).toHaveValue('');
});

test('Enter right after a whole name chooses it when the answer is there, and after a part of one nobody', async ({
  page,
}) => {
  await page.goto('/migrations/new');
  const field = page.getByRole('combobox', { name: 'Old account' });
  await pick(page, 'New account', NEW);
  await field.pressSequentially(OLD);
  await page.keyboard.press('Enter');
  await expect(page.getByText(`On disk as ${OLD}`)).toBeVisible();
  await page.getByRole('button', { name: 'Clear old account' }).click();
  await field.pressSequentially('asolb');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('option', { name: /asolberg/, selected: true })).toBeVisible();
  await expect(page.getByText('On disk as asolberg')).toBeHidden();
});

test.describe('without a network', () => {
  test.use({ expectedComplaints: [/Failed to load resource|ERR_INTERNET_DISCONNECTED|ChunkLoadError/] });

  test('options that cannot be loaded leave the form as it is, and come when they can', async ({ page, context }) => {
    await page.goto('/migrations/new?old=asolberg&new=anna.solberg');
    const change = page.getByRole('button', { name: 'Change options' });
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    // Nothing of the reader was seen before: nothing was loaded ahead.
    await change.evaluate((button: HTMLElement) => button.click());
    await expect(page.getByText(/^This could not be loaded/).first()).toBeVisible();
    await page.getByRole('textbox', { name: /^Ticket/ }).fill('DESK-1');
    await context.setOffline(false);
    await expect(page.getByRole('textbox', { name: /^Also left out/ })).toBeVisible();
    await expect(page.getByRole('textbox', { name: /^Ticket/ })).toHaveValue('DESK-1');
  });
});

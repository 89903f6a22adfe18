import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { localOf } from '../lib/format/local-time.ts';
import { startSite } from '../proof/site.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { E2E_PEOPLE } from './people.ts';
import { pick } from './steps.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

test.use({ actionTimeout: 10_000 });

for (const { width, zone, words, colorScheme } of [
  { width: 1440, zone: 'UTC', words: 'UTC', colorScheme: 'light' },
  { width: 360, zone: 'Asia/Kolkata', words: 'UTC+5:30', colorScheme: 'dark' },
] as const) {
  test.describe(`in ${zone} at ${width} px`, () => {
    test.use({ timezoneId: zone, viewport: { width, height: 800 }, colorScheme });

    test('a start at a time waits for it, can be started now, and its note reaches the user', async ({
      page,
      environment,
    }) => {
      test.setTimeout(120_000);
      await page.goto('/migrations/new');
      await pick(page, 'Old account', 'ybenami');
      await pick(page, 'New account', 'yael.benami');
      await page.getByRole('button', { name: 'Change options' }).click();
      await page.getByRole('combobox', { name: 'Start', exact: true }).selectOption('At a time');
      const time = page.getByLabel(/^Day and time/);
      await expect(page.getByText(`your zone, ${words}`)).toBeVisible();

      // A time that is over is told at its field, and nothing starts.
      await time.fill(localOf(Date.now() - DAY_MS, zone));
      await page.getByRole('button', { name: 'Schedule migration' }).click();
      await expect(page.getByText(/This time is over/)).toBeVisible();
      await expect(time).toBeFocused();
      await expectAccessible(page);

      const at = Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + DAY_MS;
      await time.fill(localOf(at, zone));
      await expect(page.getByText(/^Starts on .*, in (1 d|2[34] h)/)).toBeVisible();
      const note = page.getByRole('textbox', { name: /^Note to the user/ });
      await note.fill('Your files are here.\nOwner:     0:0');
      await expect(page.getByText(/A note goes to the user\./)).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      await page.getByRole('button', { name: 'Schedule migration' }).click();
      await page.waitForURL(/\/migrations\/[0-9a-f-]{36}/);

      const starts = page.getByText(/^Starts on .* \((in )?(1 d|2[34] h).*\)\.$/);
      await expect(starts).toBeVisible();
      await expect(starts).toContainText(words);
      await expect(starts).toHaveAttribute('title', new RegExp(new Date(at).toISOString().slice(0, 16)));
      await expect(page.getByText('Scheduled', { exact: true }).first()).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);
      const run = page.url();

      await page.goto('/migrations?user=ybenami');
      const row = page.getByRole('row', { name: /yael\.benami/ }).filter({ hasText: 'Scheduled' });
      await expect(row).toContainText(/starts .*UTC/);
      await expectNoSidewaysScroll(page);
      await page.goto('/');
      await expect(page.getByText(/^starts .*UTC/).first()).toBeVisible();
      await expectAccessible(page);
      await expectNoSidewaysScroll(page);

      await page.goto(run);
      await page.getByRole('button', { name: 'Start now' }).click();
      await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible({ timeout: 60_000 });
      await expect(page.getByRole('heading', { name: 'Tell the user' })).toBeVisible();
      await expect(page.getByText(/^Hello yael\.benami,[\s\S]*Your files are here\./)).toBeVisible();
      await page.getByRole('link', { name: 'Settings used' }).click();
      await expect(page.getByRole('region', { name: 'Settings used' })).toContainText('Your files are here.');
      const home = join(environment.homesDir, 'yael.benami');
      const receipts = readdirSync(home)
        .map((folder) => join(home, folder, 'REHOME-RECEIPT.txt'))
        .filter((file) => existsSync(file));
      const noted = receipts.map((file) => readFileSync(file, 'utf8')).filter((text) => text.includes('administrator'));
      expect(noted.length).toBeGreaterThan(0);
      for (const receipt of noted) expect(receipt).toContain('  | Your files are here.\n  | Owner:     0:0\n');
    });
  });
}

test('a scheduled start that is stopped is cancelled before it began', async ({ page }) => {
  await page.goto('/migrations/new');
  await pick(page, 'Old account', 'rgomez');
  await pick(page, 'New account', 'yael.benami');
  await page.getByRole('button', { name: 'Change options' }).click();
  await page.getByRole('combobox', { name: 'Start', exact: true }).selectOption('At a time');
  await page.getByRole('button', { name: 'Schedule migration' }).click();
  await page.waitForURL(/\/migrations\/[0-9a-f-]{36}/);
  await page.getByRole('button', { name: 'Stop…' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Cancel this scheduled migration?' });
  await expect(dialog).toContainText('It is cancelled, and will not start.');
  await expect(dialog.getByRole('button', { name: 'Keep it' })).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Cancel migration' }).click();
  await expect(page.getByRole('heading', { name: 'Cancelled before it began' })).toBeVisible({ timeout: 30_000 });
});

test('a server that is killed before the time and comes back after it starts the run, once', async () => {
  test.setTimeout(120_000);
  const site = await startSite({ server: 'built', usernames: [], people: E2E_PEOPLE });
  try {
    const due = Date.now() + 6_000;
    const pair = { oldUser: 'ybenami', newUser: 'yael.benami' };
    const asked = await site.call('startMigration', { ...pair, notBefore: new Date(due).toISOString() });
    if (!asked.ok) throw new Error(asked.error.message);
    await site.environment.restart(() => expect.poll(() => Date.now(), { timeout: 20_000 }).toBeGreaterThan(due));
    const { id } = asked.value;
    await expect.poll(async () => (await site.run(id)).status, { timeout: 60_000 }).toMatch(/^succeeded/);
    const folders = readdirSync(join(site.environment.homesDir, pair.newUser));
    expect(folders.filter((name) => name.startsWith('migrated-'))).toHaveLength(1);
    const launches = (await site.run(id)).timeline.filter(({ what }) => what === 'Objects asked for');
    expect(launches).toHaveLength(1);
    expect(Date.parse(launches[0]?.at ?? '')).toBeGreaterThan(due);
  } finally {
    await site.environment.stop();
  }
});

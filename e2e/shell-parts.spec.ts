import { readFileSync, writeFileSync } from 'node:fs';
import { startEnvironment } from './environment.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { startQuietly, untilStatus } from './steps.ts';

test('a deep page says where it lies, on one line also on a phone, and a shallow one does not', async ({
  page,
  environment,
}) => {
  test.setTimeout(120_000);
  const run = await startQuietly(environment.url, 'ybenami', 'yael.benami');
  await untilStatus(environment.url, run, 'succeeded', 'succeeded_with_notes');
  const long = 'n'.repeat(120);
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 780 });
    const trail = page.getByRole('navigation', { name: 'Breadcrumb' });
    for (const [address, words] of [
      [`/migrations/${run}`, /^Migrations\s*ybenami →to yael\.benami\s*Run \d+$/],
      ['/pairs/ybenami/yael.benami', /^Migrations/],
      [`/pairs/${long}/${long}2`, /^Migrations/],
      [`/users/${long}`, /^Users/],
    ] as const) {
      await page.goto(address);
      await expect(trail).toContainText(words);
      await expect(trail.locator('[aria-current="page"]')).toHaveCount(1);
      expect((await trail.boundingBox())?.height, address).toBeLessThan(24);
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
    await page.goto('/migrations');
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(trail).toHaveCount(0);
  }
  await page.goto(`/migrations/${run}`);
  await page.getByRole('navigation', { name: 'Breadcrumb' }).getByRole('link', { name: 'ybenami' }).click();
  await page.waitForURL(/\/pairs\/ybenami\/yael\.benami$/);
});

test('what is done without a trace is said in passing, stays while it is read, and can be closed', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.clock.install();
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/migrations/new');
  const copy = async () => {
    const dialog = page.getByRole('dialog', { name: 'Find anything' });
    await expect(async () => {
      if (!(await dialog.isVisible())) await page.keyboard.press('Control+k');
      await page.clock.runFor(500);
      await expect(dialog).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await page.keyboard.type('copy the address');
    await page.keyboard.press('Enter');
  };
  const said = page.getByRole('status').filter({ hasText: 'Address copied' });
  await copy();
  await expect(said).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/migrations\/new$/);
  await expectNoSidewaysScroll(page);
  await said.getByRole('button', { name: 'Close this message' }).focus();
  await page.clock.runFor(10_000);
  await expect(said).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(said).toBeHidden();
  await copy();
  await expect(said).toBeVisible();
  await page.clock.runFor(7_000);
  await expect(said).toBeHidden();
});

test('where one is acting is in sight on every width', async ({ page }) => {
  for (const width of [1440, 1200, 900, 640, 360, 320]) {
    await page.setViewportSize({ width, height: 780 });
    await page.goto('/cleanup');
    const header = page.getByRole('banner');
    await expect(header.getByTitle('Environment: test')).toBeInViewport({ ratio: 1 });
    for (const name of ['Cluster: embedded cluster', 'Namespace: rehome-demo']) {
      const words = header.getByTitle(name);
      await expect(words).toBeInViewport({ ratio: 1 });
      expect(await words.evaluate((shown) => shown.scrollWidth <= shown.clientWidth + 1), `${name}, ${width}`).toBe(
        true,
      );
    }
    await expectNoSidewaysScroll(page);
  }
});

test('a cluster without a word beside it has the name of its kubeconfig, and long names are cut', async ({ page }) => {
  test.setTimeout(180_000);
  const named = await startEnvironment();
  try {
    const long = `arn:aws:eks:eu-central-1:123456789012:cluster/${'homes'.repeat(8)}`;
    const written = readFileSync(named.configFile, 'utf8');
    const settings = (name: string) =>
      written.replace(/^ {2}environment: test\n/m, '').replace(/^ {2}name: embedded cluster\n/m, name);
    for (const [name, shown] of [
      ['', 'embedded'],
      [`  name: ${long}\n`, long],
    ] as const) {
      writeFileSync(named.configFile, settings(name));
      await named.restart();
      for (const width of [1440, 900, 360]) {
        await page.setViewportSize({ width, height: 780 });
        await page.goto(`${named.url}/migrations/new?old=ybenami&new=yael.benami`);
        const header = page.getByRole('banner');
        await expect(header.getByTitle(`Cluster: ${shown}`)).toBeInViewport({ ratio: 1 });
        await expect(header.getByTitle(/^Namespace: /)).toBeInViewport({ ratio: 1 });
        await expect(header.getByTitle(/^Environment: /)).toHaveCount(0);
        await expect(page.getByText(/^Starts in/)).toContainText(`${shown} as soon as a slot is free.`);
        await expectNoSidewaysScroll(page);
      }
    }
    await page.goto(`${named.url}/settings?tab=about`);
    await expect(page.locator('dd').filter({ hasText: long })).toBeVisible();
    await expectNoSidewaysScroll(page);
  } finally {
    await named.stop();
  }
});

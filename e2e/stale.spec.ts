import type { Page } from '@playwright/test';
import { Embedded } from '../proof/embedded.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { ask } from './http.ts';

const EXACT = /^\w{3} \d{1,2} \w{3} \d{4}, \d\d:\d\d:\d\d /;

/** The banner with these words, whose moment has its exact value. */
async function expectBanner(page: Page, words: RegExp): Promise<void> {
  const banner = page.getByRole('status').filter({ hasText: words });
  await expect(banner).toBeVisible({ timeout: 45_000 });
  await expect(banner.locator('time')).toHaveAttribute('title', EXACT);
  await expect(banner).toContainText('Showing the last known state');
}

const expectWell = async (page: Page, words: RegExp): Promise<void> => {
  await expect(page.getByRole('status').filter({ hasText: 'Receiving updates again.' })).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText(words)).toHaveCount(0);
};

test.describe('without a server', () => {
  test.use({ expectedComplaints: [/Failed to load resource|ERR_INTERNET_DISCONNECTED/] });

  test('a page that hears nothing says since when, asks again when told to, and says when it hears again', async ({
    page,
    context,
  }) => {
    test.setTimeout(120_000);
    const words = /Not receiving updates since/;
    // The first page ever learns the reader's time zone, and is read once more for it.
    await page.goto('/settings');
    await page.waitForLoadState('networkidle');
    await page.goto('/migrations');
    await context.setOffline(true);
    await expectBanner(page, words);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 780 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
    await page.getByRole('button', { name: 'Retry now' }).click();
    await expect(page.getByText(words)).toBeVisible();
    await context.setOffline(false);
    await expectWell(page, words);
  });

  test('a search that cannot be loaded is told in place, and comes when it is asked for again', async ({
    page,
    context,
  }) => {
    await page.setViewportSize({ width: 360, height: 780 });
    await page.goto('/migrations/new');
    await page.waitForLoadState('networkidle');
    await context.setOffline(true);
    // Nothing of the reader was seen before: nothing was loaded ahead.
    await page.getByRole('button', { name: 'Find anything' }).evaluate((button: HTMLElement) => button.click());
    const told = page.getByRole('alert').filter({ hasText: 'The search could not be loaded.' });
    await expect(told).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await context.setOffline(false);
    await told.getByRole('button', { name: 'Try again' }).click();
    await expect(page.getByRole('dialog', { name: 'Find anything' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(told).toHaveCount(0);
  });
});

test('a page says that the cluster is not heard, since when and why, and when it is heard again', async ({
  page,
  environment,
}) => {
  test.setTimeout(120_000);
  const cluster = new Embedded(environment.clusterUrl);
  const words = /No contact with the cluster since/;
  await expect.poll(async () => (await ask(`${environment.url}/readyz`)).status, { timeout: 30_000 }).toBe(200);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/cleanup');
  const sidebar = page.getByRole('navigation', { name: 'Main' });
  await expect(sidebar).toContainText('Cluster connected');
  try {
    await cluster.fault({ kind: 'down' });
    await expectBanner(page, words);
    await expect(page.getByRole('status').filter({ hasText: words })).toContainText("Can't reach the cluster API at");
    await expect(sidebar).toContainText('No contact since');
    await expect(sidebar.locator('.contact time')).toHaveAttribute('title', EXACT);
    for (const width of [1440, 360]) {
      await page.setViewportSize({ width, height: 780 });
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  } finally {
    await cluster.clearFaults();
  }
  await expectWell(page, words);
});

import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { type Environment, startEnvironment } from './environment.ts';

interface WorkerFixtures {
  /** An embedded cluster and the built dashboard, one for all tests of a worker. */
  readonly environment: Environment;
}

interface TestFixtures {
  /** Complaints of the browser that a test expects, such as a refused request that it causes itself. */
  readonly expectedComplaints: RegExp[];
}

/** A browser over the product. A test in which the browser complains, of a script, a style or a policy, has failed. */
export const test = base.extend<TestFixtures, WorkerFixtures>({
  environment: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const environment = await startEnvironment();
      await use(environment);
      await environment.stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  baseURL: async ({ environment }, use) => use(environment.url),
  // biome-ignore lint/correctness/noEmptyPattern: as above
  expectedComplaints: async ({}, use) => use([]),
  page: async ({ page, expectedComplaints }, use) => {
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await use(page);
    expect(complaints.filter((text) => !expectedComplaints.some((expected) => expected.test(text)))).toEqual([]);
  },
});

export { expect };

/** No violation that axe finds on the page as it is when whatever fades in has done so. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.evaluate(settled);
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' | ')}`),
  ).toEqual([]);
}

/** In the page: waits for every animation that ends; one that is taken away meanwhile has ended too. */
const settled = () =>
  Promise.allSettled(
    document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
      .map(({ finished }) => finished),
  );

/** Nothing sticks out of the page sideways. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, visible] = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(content ?? 0).toBeLessThanOrEqual(visible ?? 0);
}

/** Opens a page on a phone and on a desk, and looks for what anybody would trip over once `shown` is there. */
export async function expectSound(page: Page, address: string, shown?: Locator): Promise<void> {
  for (const [width, height] of [
    [360, 780],
    [1440, 900],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(address);
    if (shown) await expect(shown).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
}

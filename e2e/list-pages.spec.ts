import type { Page } from '@playwright/test';
import { startSite } from '../proof/site.ts';
import { until } from '../proof/until.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';

const USERNAMES = ['wim', 'wim.new', 'zoe', 'zoe.new'];
const PAIR = { oldUser: 'wim', newUser: 'wim.new' };
const PAGE = 25;

/** The runs of a page, by the addresses their rows lead to, once they are those of the address. */
const runsOf = (page: Page) =>
  page.locator('tbody a.row-link').evaluateAll((links) => links.map((link) => link.getAttribute('href')));

test('a page of the list stays what it is while runs are recorded, in every order, there and back', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const site = await startSite({ server: 'built', usernames: USERNAMES });
  const { url } = site.environment;
  try {
    const check = async () => {
      const answer = await site.call('checkHomes', PAIR);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value.id;
    };
    const ids: string[] = [];
    for (let made = 0; made < PAGE + 7; made += 1) ids.push(`/migrations/${await check()}`);
    for (const [search, ordered] of [
      ['?', ids.toReversed()],
      ['?dir=asc', ids],
      ['?sort=pair&dir=asc', ids.toReversed()],
      ['?sort=by', ids],
    ] as const) {
      await page.goto(`${url}/migrations${search}`);
      await expect(page.locator('tbody a.row-link')).toHaveCount(PAGE);
      expect(await runsOf(page)).toEqual(ordered.slice(0, PAGE));
      await page.locator('a[rel="next"]').click();
      await page.waitForURL(/after=/);
      await expect(page.locator(`tbody a.row-link[href="${ordered[PAGE]}"]`)).toBeVisible();
      expect((await runsOf(page)).slice(0, 7)).toEqual(ordered.slice(PAGE, PAGE + 7));
      await page.locator('a[rel="prev"]').click();
      await page.waitForURL(/before=/);
      await expect(page.locator(`tbody a.row-link[href="${ordered[0]}"]`)).toBeVisible();
      expect(await runsOf(page)).toEqual(ordered.slice(0, PAGE));
    }

    // What is recorded while somebody reads the second page comes before it, and moves nothing on it.
    await page.goto(`${url}/migrations`);
    await page.locator('a[rel="next"]').click();
    await page.waitForURL(/after=/);
    const second = ids.toReversed().slice(PAGE);
    await expect(page.locator('tbody a.row-link')).toHaveCount(second.length);
    const late = await check();
    await expect(page.getByText(new RegExp(`of ${PAGE + 8}`))).toBeVisible();
    expect(await runsOf(page)).toEqual(second);
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 780 });
    await expectNoSidewaysScroll(page);
    await page.locator('a[rel="prev"]').click();
    await page.waitForURL(/before=/);
    await page.locator('a[rel="prev"]').click();
    await expect(page.locator(`tbody a.row-link[href="/migrations/${late}"]`)).toBeVisible();

    // An address of an older page number, or one that says nothing, is the first page.
    for (const search of ['?page=2', '?after=nonsense']) {
      await page.goto(`${url}/migrations${search}`);
      await expect(page.locator(`tbody a.row-link[href="/migrations/${late}"]`)).toBeVisible();
    }
    await page.goto('about:blank');
  } finally {
    await site.environment.stop();
  }
});

test('a start that takes too long needs attention on the overview and in the list alike', async ({ page }) => {
  test.setTimeout(120_000);
  const site = await startSite({ server: 'built', usernames: USERNAMES });
  const { url } = site.environment;
  try {
    await site.cluster.fault({ kind: 'unschedulable' });
    const answer = await site.call('startMigration', { oldUser: 'zoe', newUser: 'zoe.new' });
    if (!answer.ok) throw new Error(answer.error.message);
    const { id } = answer.value;
    const waits = async () => (await site.run(id)).reason?.key === 'no_node_fits' || undefined;
    await until('it says why it waits', waits, 30_000);
    const row = page.locator(`a.row-link[href="/migrations/${id}"]`);
    await page.goto(`${url}/migrations?show=attention`);
    await expect(page.getByRole('heading', { name: 'No migrations match these filters' })).toBeVisible();

    site.database.backdate(id, 200_000);
    await page.goto(url);
    await expect(page.getByText('Not started for', { exact: false }).first()).toBeVisible();
    await page.goto(`${url}/migrations?show=attention`);
    await expect(row.first()).toBeVisible();
    await expect(page.getByRole('link', { name: /Needs attention/ })).toContainText('1');
    await expectAccessible(page);
    await page.goto('about:blank');
  } finally {
    await site.environment.stop();
  }
});

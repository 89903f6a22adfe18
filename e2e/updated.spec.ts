import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { ask } from './http.ts';
import { pick } from './steps.ts';

test.use({
  viewport: { width: 360, height: 780 },
  expectedComplaints: [/Failed to load resource: the server responded with a status of 4\d\d/],
});

/** Lets the page call actions by names that the server does not know, as a page of an older build does. */
const callByOldNames = (page: Page) =>
  page.route('**/migrations/new*', async (route) => {
    const { 'next-action': action, ...headers } = route.request().headers();
    if (action === undefined) return route.fallback();
    await route.continue({ headers: { ...headers, 'next-action': action.replaceAll(/[0-9]/g, '0') } });
  });

test('a start from a page of an older build starts nothing, says so and keeps the form', async ({
  page,
  environment,
}) => {
  const runs = async (): Promise<unknown> => JSON.parse((await ask(`${environment.url}/api/runs`)).body).total;
  const before = await runs();
  await page.goto('/migrations/new');
  await pick(page, 'Old account', 'asolberg');
  await pick(page, 'New account', 'anna.solberg');
  await page.getByLabel(/^Reason/).fill('Account renamed');
  await callByOldNames(page);
  await page.getByRole('button', { name: 'Start migration' }).click();
  await expect(page.getByText(/Rehome was updated while this page was open, so nothing was done/)).toBeVisible();
  await expect(page.getByLabel(/^Reason/)).toHaveValue('Account renamed');
  await expect(page.getByRole('combobox', { name: 'Old account' })).toHaveValue('asolberg');
  await expectAccessible(page);
  expect(await runs()).toBe(before);
});

test('a page learns from its poll that the server is of another build, and offers to be loaded again', async ({
  page,
}) => {
  let loads = 0;
  page.on('domcontentloaded', () => {
    loads += 1;
  });
  // Until the page is loaded again, which makes it one of the server's own build.
  await page.route('**/api/runs*', async (route) => {
    if (loads > 1) return route.fallback();
    const answer = await route.fetch();
    const { frame, ...view } = await answer.json();
    await route.fulfill({ response: answer, json: { ...view, frame: { ...frame, build: 'another' } } });
  });
  await page.goto('/migrations');
  await expect(page.getByRole('status').filter({ hasText: 'Rehome was updated.' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect.poll(() => loads).toBe(2);
  await expect(page.getByText('Rehome was updated.')).toHaveCount(0);
  // A poll of the page before may still wait for news.
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

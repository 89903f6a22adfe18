import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { startQuietly, untilStatus } from './steps.ts';

test('a person is found by their name, and their page tells where their files went and what came to them', async ({
  page,
  environment,
}) => {
  const done = await startQuietly(environment.url, 'ybenami', 'yael.benami');
  await untilStatus(environment.url, done, 'succeeded', 'succeeded_with_notes');
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/');
  // A page listens to keys only when its scripts have run.
  const field = page.getByRole('searchbox', { name: 'Search users' });
  await expect(async () => {
    await page.keyboard.press('/');
    await expect(field).toBeFocused({ timeout: 1_000 });
  }).toPass();
  await field.fill('בן עמי');
  await field.press('Enter');
  await page.waitForURL(/\/users\?q=/);
  await expectAccessible(page);
  await page
    .getByRole('link', { name: /yael\.benami/ })
    .first()
    .click();
  await page.waitForURL(/\/users\/yael\.benami$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('yael.benami');
  const asNew = page.getByRole('region', { name: 'As new user' });
  await expect(asNew.getByRole('row').filter({ hasText: 'ybenami' }).first()).toContainText('Done');
  await expect(page.getByText('No run has copied files from this account.')).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Folders from Rehome' })).toContainText('migrated-ybenami-');
  const account = page.getByRole('complementary', { name: 'Account' });
  await expect(account).toContainText('uid 20013');
  await expect(account).toContainText('No server running');
  await expectAccessible(page);

  // From there to the run, and by its names back to the person, and on to a new migration.
  await asNew
    .getByRole('link', { name: /ybenami/ })
    .first()
    .click();
  await page.getByRole('heading', { level: 1 }).getByRole('link', { name: 'ybenami', exact: true }).click();
  await page.waitForURL(/\/users\/ybenami$/);
  await page.getByRole('link', { name: 'Migrate from here' }).click();
  await page.waitForURL(/migrations\/new\?old=ybenami/);

  for (const [width, height] of [
    [360, 780],
    [800, 700],
  ] as const) {
    await page.setViewportSize({ width, height });
    for (const address of ['/users', '/users?q=nobody-like-this', '/users/yael.benami', '/users/nobody%20here']) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    }
  }
  await expect(page.getByText('The directory does not list this name.')).toBeVisible();
});

test.describe('a name that nobody can have', () => {
  test.use({ expectedComplaints: [/404/] });

  test('has no page', async ({ page }) => {
    const answer = await page.goto('/users/..%2Fetc');
    expect(answer?.status()).toBe(404);
  });
});

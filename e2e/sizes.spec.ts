import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { startQuietly, untilStatus } from './steps.ts';

const LOOKS = [
  { name: 'wide and dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' },
  { name: 'narrow and light', viewport: { width: 360, height: 740 }, colorScheme: 'light' },
  { name: 'narrow and dark', viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  { name: 'between and light', viewport: { width: 900, height: 800 }, colorScheme: 'light' },
] as const;

for (const { name, viewport, colorScheme } of LOOKS) {
  test.describe(name, () => {
    test.use({ viewport, colorScheme });

    test('every screen holds its shape and is accessible', async ({ page, environment }) => {
      test.setTimeout(120_000);
      const failed = await startQuietly(environment.url, 'rgomez', 'anna.solberg');
      await untilStatus(environment.url, failed, 'failed');
      const done = await startQuietly(environment.url, 'ybenami', 'yael.benami');
      await untilStatus(environment.url, done, 'succeeded', 'succeeded_with_notes');
      const addresses = [
        '/',
        '/migrations',
        '/migrations?show=running&user=nobody-like-this',
        '/migrations/new',
        '/migrations/new?old=ybenami&new=yael.benami',
        `/migrations/${failed}`,
        `/migrations/${done}`,
        '/pairs/ybenami/yael.benami',
        '/pairs/nobody/never',
        '/users/yael.benami',
        '/bulk',
        '/cleanup',
        '/nowhere',
      ];
      for (const address of addresses) {
        await page.goto(address);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
      }
    });
    test.use({ expectedComplaints: [/404/] });
  });
}

import { expect, expectAccessible, test } from './fixtures.ts';
import { holdCopy } from './hold.ts';
import { ask } from './http.ts';
import { startQuietly, untilStatus } from './steps.ts';

/** Files of scripts that a run's page loads at the first sign of its reader, at least. */
const PARTS = 5;

test.describe('what is not there', () => {
  test.use({ expectedComplaints: [/404 \(Not Found\)/] });

  for (const [path, words, back] of [
    ['/migrations/01a215dc-0000-7000-8000-000000000000', /The run may be of another installation/, 'All migrations'],
    ['/bulk/01a215dc-0000-7000-8000-000000000000', /The batch may be of another installation/, 'All batches'],
    ['/nothing/here', /The address may be mistyped/, 'Overview'],
  ] as const) {
    test(`${path} says so, once, in the frame of every page`, async ({ page, context, environment }) => {
      // Without it the page would be asked for once more, with the browser's zone.
      await context.addCookies([{ name: 'tz', value: 'UTC', url: environment.url }]);
      await page.goto(path);
      await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
      await expect(page.getByText(words)).toBeVisible();
      await expect(page.getByRole('main').getByRole('link', { name: back })).toBeVisible();
      await expect(page.getByRole('main')).toHaveCount(1);
      await expect(page.getByRole('banner')).toHaveCount(1);
      await expectAccessible(page);
    });
  }
});

test('the icon is there also for a browser that guesses where it is', async ({ environment }) => {
  const icon = await ask(`${environment.url}/favicon.ico`);
  expect(icon).toMatchObject({ status: 200 });
  expect(icon.headers['content-type']).toContain('image/svg+xml');
});

test.describe('without an answer', () => {
  test.use({ expectedComplaints: [/Failed to load resource|ERR_INTERNET_DISCONNECTED/] });

  test('a page that somebody is at can still show its parts, and ask whether to stop', async ({
    page,
    environment,
  }) => {
    test.setTimeout(120_000);
    const { url } = environment;
    const id = await startQuietly(url, 'asolberg', 'anna.solberg');
    const release = await holdCopy(id);
    await page.goto(`/migrations/${id}`);
    let [loaded, before] = [0, -1];
    page.on('requestfinished', (request) => {
      loaded += Number(request.url().includes('/_next/static/chunks/'));
    });
    let x = 200;
    const isStill = async () => {
      x += 5;
      await page.mouse.move(x, 300);
      const isSame = loaded >= PARTS && loaded === before;
      before = loaded;
      return isSame;
    };
    await expect.poll(isStill, { intervals: [1_500], timeout: 30_000 }).toBe(true);
    await page.context().setOffline(true);
    await page.getByRole('link', { name: /^Events/ }).click();
    await expect(page.getByRole('region', { name: 'Events' })).toBeVisible();
    await page.getByRole('button', { name: 'Stop…' }).click();
    await expect(page.getByRole('alertdialog')).toContainText('Stop this migration?');
    await page.keyboard.press('Escape');
    await page.context().setOffline(false);
    release();
    await untilStatus(url, id, 'succeeded', 'succeeded_with_notes');
  });
});

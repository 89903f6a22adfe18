import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';
import { startQuietly, untilStatus } from './steps.ts';

const BUDGET = 180 * 1024;

test('no page loads more than 180 kB of scripts before the first interaction', async ({ browser, environment }) => {
  test.setTimeout(120_000);
  const run = await startQuietly(environment.url, 'ybenami', 'yael.benami');
  await untilStatus(environment.url, run, 'succeeded', 'succeeded_with_notes');
  // Whoever has no home in this environment.
  const failed = await startQuietly(environment.url, 'rgomez', 'anna.solberg');
  await untilStatus(environment.url, failed, 'failed');
  const addresses = [
    '/',
    '/users',
    '/users/yael.benami',
    '/migrations',
    '/migrations/new',
    `/migrations/${run}`,
    `/migrations/${failed}`,
    '/pairs/ybenami/yael.benami',
    '/bulk',
    '/cleanup',
    '/audit',
    '/settings',
  ];
  for (const address of addresses) {
    const context = await browser.newContext();
    const page = await context.newPage();
    const scripts = new Map<string, Promise<Buffer>>();
    page.on('response', (response) => {
      if (response.request().resourceType() === 'script') scripts.set(response.url(), response.body());
    });
    page.on('response', (response) => expect.soft(response.status(), response.url()).toBeLessThan(400));
    await page.goto(environment.url + address, { waitUntil: 'networkidle' });
    const sizes = (await Promise.all(scripts.values())).map((body) => gzipSync(body).length);
    const sum = sizes.reduce((total, size) => total + size, 0);
    console.log(
      `${address.replace(run, '[id]').replace(failed, '[id of a failed one]')}: ${Math.round(sum / 1024)} kB of scripts, gzip`,
    );
    expect(sum, address).toBeLessThanOrEqual(BUDGET);
    await context.close();
  }
});

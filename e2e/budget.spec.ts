import { gzipSync } from 'node:zlib';
import { expect, test } from './fixtures.ts';
import { startQuietly, untilStatus } from './steps.ts';

const BUDGET = 180 * 1024;

test('no page loads more than 180 kB of scripts before the first interaction', async ({ browser, environment }) => {
  test.setTimeout(120_000);
  const run = await startQuietly(environment.url, 'ybenami', 'yael.benami');
  await untilStatus(environment.url, run, 'succeeded', 'succeeded_with_notes');
  const addresses = [
    '/',
    '/users',
    '/users/yael.benami',
    '/migrations',
    '/migrations/new',
    `/migrations/${run}`,
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
    await page.goto(environment.url + address, { waitUntil: 'networkidle' });
    const sizes = (await Promise.all(scripts.values())).map((body) => gzipSync(body).length);
    const sum = sizes.reduce((total, size) => total + size, 0);
    console.log(`${address.replace(run, '[id]')}: ${Math.round(sum / 1024)} kB of scripts, gzip`);
    expect(sum, address).toBeLessThanOrEqual(BUDGET);
    await context.close();
  }
});

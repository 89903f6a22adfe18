import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { Embedded } from '../proof/embedded.ts';
import { longLog } from '../proof/long-log.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { ask, callAction } from './http.ts';
import { startQuietly, untilStatus } from './steps.ts';

const LINES = 12_000;
const EVIL = '<img src=x onerror=alert(1)> \u202egnp.exe \u001b[31mred =cmd()';

test.describe.configure({ mode: 'serial' });
test.use({ viewport: { width: 1440, height: 1100 } });

let id = '';
test.beforeAll(async ({ environment }) => {
  const { steps = [], ...script } = longLog(LINES);
  const said = [{ seq: 1, level: 'error', message: EVIL }].map((line) => ({
    line: JSON.stringify({ at: '{now}', type: 'log', ...line }),
  }));
  await new Embedded(environment.clusterUrl).play('rgomez', {
    ...script,
    steps: [...steps.slice(0, 1), ...said, ...steps.slice(1)],
  });
  id = await startQuietly(environment.url, 'rgomez', 'yael.benami');
  const heard = async () => JSON.parse((await ask(`${environment.url}/api/runs/${id}`)).body).log.next;
  await expect.poll(heard, { timeout: 30_000 }).toBeGreaterThanOrEqual(LINES);
});

/** The run's page, once all lines of the log are there and its end is in sight. */
async function openLog(page: Page): Promise<Locator> {
  await page.goto(`/migrations/${id}`);
  const log = page.getByRole('log', { name: 'Log' });
  await expect(log).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  await expect(log.getByText(`line ${LINES - 1}`)).toBeInViewport();
  return log;
}

test('every line of a long log can be found, one after the other and back, and few of them are in the page', async ({
  page,
}) => {
  const log = await openLog(page);
  expect(await log.locator('.log-line').count()).toBeLessThan(1_000);

  const search = page.getByLabel('Search in the log');
  await search.fill('FILE data/');
  await expect(page.getByText('1,199 found')).toBeVisible();
  await search.press('Enter');
  await expect(page.getByText('1 of 1,199')).toBeVisible();
  await expect(log.getByText('file data/10.bin')).toBeInViewport();
  await search.press('Shift+Enter');
  await expect(page.getByText('1,199 of 1,199')).toBeVisible();
  await expect(log.getByText('file data/11990.bin')).toBeInViewport();
  await search.fill('no line has this');
  await expect(page.getByText('none', { exact: true })).toBeVisible();
  await search.press('Escape');
  await expect(search).toHaveValue('');
  await expectAccessible(page);
});

test('what a pod says is text: in words, as it was said, copied and downloaded', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(`/migrations/${id}`);
  const log = page.getByRole('log', { name: 'Log' });
  await expect(log).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  await page.getByLabel('Level').selectOption('error');
  await expect(log.locator('.log-line')).toHaveCount(1);
  await expect(log.locator('.log-line bdi')).toHaveText(EVIL);
  await page.getByRole('button', { name: 'Copy the lines on show' }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(EVIL);

  await page.getByRole('switch', { name: 'Raw' }).check();
  await page.getByLabel('Search in the log').fill('onerror');
  await expect(page.getByText('1 found', { exact: true })).toBeVisible();
  await page.getByLabel('Search in the log').press('Enter');
  await expect(page.getByText('1 of 1', { exact: true })).toBeVisible();
  await expect(log.locator('.is-found')).toContainText('"type":"log"');
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download' }).click();
  expect(readFileSync(await (await download).path(), 'utf8').split('\n').length).toBeGreaterThan(LINES);
});

test('on paper a long log is the lines that were in sight, without white pages, and the way to all of it', async ({
  page,
}) => {
  const log = await openLog(page);
  const whole = log.getByText(`The whole log: /api/runs/${id}/log`);
  await expect(whole).toBeHidden();
  await page.emulateMedia({ media: 'print' });
  await expect(whole).toBeVisible();
  await expect(log.getByText(`line ${LINES - 1}`)).toBeVisible();
  const { height, lines } = await log.evaluate((box) => ({
    height: box.getBoundingClientRect().height,
    lines: [...box.querySelectorAll('.log-line')].reduce((sum, line) => sum + line.getBoundingClientRect().height, 0),
  }));
  expect(lines).toBeGreaterThan(0);
  expect(height - lines).toBeLessThan(100);
  await page.emulateMedia({ media: 'screen' });
  await expect(whole).toBeHidden();
});

test('a reader who scrolls up is left alone, and following leads back to the end', async ({ page, environment }) => {
  await page.goto(`/migrations/${id}`);
  const log = page.getByRole('log', { name: 'Log' });
  await expect(log).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 });
  await log.focus();
  await page.keyboard.press('Home');
  const follow = page.getByRole('switch', { name: 'Follow' });
  await expect(follow).not.toBeChecked();
  await expect(log.getByText('Copying').first()).toBeInViewport();
  await expect.poll(() => log.evaluate((box) => box.scrollTop)).toBe(0);
  await follow.check();
  await expect(log.getByText(`line ${LINES - 1}`)).toBeInViewport();
  await page.getByRole('switch', { name: 'Wrap' }).uncheck();
  await expectNoSidewaysScroll(page);
  expect((await ask(`${environment.url}/api/runs/${id}/lines?from=5&to=7`)).body).toContain('"seq":6');
});

test.afterAll(async ({ environment }) => {
  await callAction(environment.url, 'stopMigration', { runId: id });
  await untilStatus(environment.url, id, 'cancelled');
  await new Embedded(environment.clusterUrl).forget();
});

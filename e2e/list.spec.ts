import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { holdCopy } from './hold.ts';
import { ask } from './http.ts';
import { startQuietly, untilStatus } from './steps.ts';

/** One run of this pair that has ended; asked for again by each test that needs it. */
async function endedRun(url: string): Promise<string> {
  const id = await startQuietly(url, 'ybenami', 'yael.benami');
  await untilStatus(url, id, 'succeeded', 'succeeded_with_notes');
  return id;
}

test('runs are found by their words, and a filter that is set can be taken away', async ({ page, environment }) => {
  test.setTimeout(120_000);
  await endedRun(environment.url);
  await page.goto('/migrations');
  await page.getByRole('searchbox', { name: /^Search names/ }).fill('nobody-has-this');
  await expect(page.getByRole('heading', { name: 'No migrations match these filters' })).toBeVisible();
  await expect(page).toHaveURL(/q=nobody-has-this/);
  await page.getByRole('searchbox', { name: /^Search names/ }).fill('BENAMI');
  await expect(page.getByRole('row', { name: /ybenami/ }).first()).toBeVisible();
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  await page.getByLabel('Kind').selectOption('check');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Apply filters' }).click();
  await expect(page).toHaveURL(/q=BENAMI&kind=check/);
  await page.getByRole('link', { name: 'Remove filter Kind: check' }).click();
  await expect(page).toHaveURL(/q=BENAMI$/);
  await expect(page.getByRole('row', { name: /ybenami/ }).first()).toBeVisible();
});

test('columns and views stay as they were chosen, with nothing moving when the page comes back', async ({
  page,
  environment,
}) => {
  test.setTimeout(120_000);
  await endedRun(environment.url);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto('/migrations?show=finished');
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('checkbox', { name: 'Files' }).check();
  for (const name of ['Average rate', 'Folder', 'Evidence', 'Reason and ticket', 'Started', 'Ended']) {
    await page.getByRole('checkbox', { name }).check();
  }
  await expect(page.getByRole('columnheader', { name: 'Reason and ticket' })).toBeVisible();
  await expectNoSidewaysScroll(page);
  await page.getByRole('checkbox', { name: 'Steps' }).uncheck();
  await page.getByRole('textbox', { name: 'Name of this view' }).fill('Ended ones');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('link', { name: 'Ended ones' })).toBeVisible();
  await expectAccessible(page);
  await page.goto('/migrations');
  const answer = await page.request.get('/migrations');
  expect(await answer.text()).toContain('>Files<');
  await expect(page.getByRole('columnheader', { name: 'Files' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Steps' })).toHaveCount(0);
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('link', { name: 'Ended ones' }).click();
  await expect(page).toHaveURL(/show=finished/);
});

test('runs are grouped by pair, and the earlier ones are shown on request', async ({ page, environment }) => {
  test.setTimeout(120_000);
  const first = await endedRun(environment.url);
  await endedRun(environment.url);
  await page.goto('/migrations');
  await page.getByRole('button', { name: 'View' }).click();
  await page.getByRole('switch', { name: 'Group by pair' }).check();
  await expect(page).toHaveURL(/group=pair/);
  await expect(page.getByRole('checkbox', { name: /^Select ybenami to yael.benami/ })).toHaveCount(1);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Show earlier runs of ybenami to yael.benami' }).click();
  await expect(page.locator(`a[href="/migrations/${first}"]`).first()).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
});

test('what is asked for several runs says which of them are skipped, and why', async ({ page, environment }) => {
  test.setTimeout(120_000);
  const ended = await endedRun(environment.url);
  const objects = async () => JSON.parse((await ask(`${environment.url}/api/runs/${ended}`)).body).objects;
  await expect.poll(objects, { timeout: 30_000 }).toBe('removed');
  await page.goto('/migrations?user=ybenami');
  const boxes = page.getByRole('checkbox', { name: /^Select ybenami/ });
  await boxes.first().check();
  await page.getByRole('button', { name: 'Stop…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('None of these can be stopped.');
  await expect(dialog).toContainText('has ended');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Remove leftovers…' }).click();
  await expect(dialog).toContainText('None of these left anything to remove.');
  await expect(dialog).toContainText('left nothing in the cluster');
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await page
    .getByRole('button', { name: /^Actions for ybenami/ })
    .first()
    .click();
  await expect(page.getByRole('link', { name: 'Run again' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop…' })).toHaveCount(0);
  await expectAccessible(page);
});

test('a run that is under way is stopped from the list, beside one that had ended', async ({ page, environment }) => {
  test.setTimeout(120_000);
  await endedRun(environment.url);
  const { url } = environment;
  const running = await startQuietly(url, 'asolberg', 'anna.solberg');
  const release = await holdCopy(running);
  await page.goto('/migrations');
  for (const name of [/^Select ybenami/, /^Select asolberg/]) {
    await page.getByRole('checkbox', { name }).first().check();
  }
  await page.getByRole('button', { name: 'Stop…' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('stays in the folder and can be resumed or removed');
  await dialog.getByRole('button', { name: 'Stop 1 run' }).click();
  await expect(page.getByText('1 run asked to stop.')).toBeVisible();
  release();
  await untilStatus(url, running, 'cancelled');
});

test.describe('where the list alone is not answered', () => {
  test.use({ expectedComplaints: [/Failed to load resource: the server responded with a status of 500/] });

  test('that is said above its rows, with a way to ask again', async ({ page, environment }) => {
    test.setTimeout(120_000);
    await endedRun(environment.url);
    await page.goto('/migrations');
    await expect(page.getByRole('row', { name: /ybenami/ }).first()).toBeVisible();
    await page.route('**/api/runs*', (route) => route.fulfill({ status: 500, body: '{}' }));
    const trouble = page.getByRole('status').filter({ hasText: 'The migrations could not be read again.' });
    await expect(trouble).toContainText('Showing them as they were at', { timeout: 30_000 });
    await expect(page.getByRole('row', { name: /ybenami/ }).first()).toBeVisible();
    await expectAccessible(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });
    await trouble.getByRole('button', { name: 'Try again' }).click();
    await expect(trouble).toHaveCount(0);
  });
});

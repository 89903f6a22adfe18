import type { Page } from '@playwright/test';
import { Embedded } from '../proof/embedded.ts';
import { pods } from '../proof/pod-scripts.ts';
import type { SamplePerson } from '../scripts/sample-homes/people.ts';
import { type Environment, startEnvironment } from './environment.ts';
import { expect, expectAccessible, expectSound, test } from './fixtures.ts';
import { callAction } from './http.ts';
import { startQuietly, untilStatus } from './steps.ts';

const NAMES = ['anna', 'anna2', 'anna.2024', 'anna.2025@example.org', 'anna-today', 'bea'] as const;
const PEOPLE: readonly SamplePerson[] = NAMES.map((username, at) => ({
  ...{ username, displayName: `Anna ${at}`, uid: 21_000 + at },
  parts: [{ kind: 'dot-files' }],
}));
const DONE = ['succeeded', 'succeeded_with_notes'] as const;

async function copy(url: string, oldUser: string, newUser: string): Promise<string> {
  const id = await startQuietly(url, oldUser, newUser);
  await untilStatus(url, id, ...DONE);
  return id;
}

const hrefOf = (oldUser: string, newUser: string): string =>
  `/pairs/${encodeURIComponent(oldUser)}/${encodeURIComponent(newUser)}`;

const lineageOf = (page: Page) => page.getByRole('region', { name: 'Lineage' });

test.describe('the page of a pair', () => {
  test.describe.configure({ mode: 'serial' });
  let site: Environment;
  test.beforeAll(async () => {
    test.setTimeout(120_000);
    site = await startEnvironment({ people: PEOPLE });
  });
  test.afterAll(async () => site?.stop());
  // An open page would miss its server.
  test.afterEach(async ({ page }) => {
    await page.goto('about:blank');
  });

  test('shows a short chain in one line, with what each move brought', async ({ page }) => {
    test.setTimeout(120_000);
    await copy(site.url, 'anna', 'anna2');
    await copy(site.url, 'anna2', 'anna.2024');
    await expectSound(page, site.url + hrefOf('anna2', 'anna.2024'), lineageOf(page));
    const people = page.getByRole('region', { name: 'Lineage' }).locator('ol > li');
    await expect(people).toHaveCount(3);
    await expect(people.nth(0)).toContainText('anna');
    await expect(people.nth(1)).toContainText('anna2');
    await expect(people.nth(1)).toContainText(/Done/);
    await people.nth(1).getByRole('link', { name: /Done/ }).click();
    await page.waitForURL(/\/pairs\/anna\/anna2$/);
  });

  test('follows chains of any length, with branches and circles, as a list', async ({ page }) => {
    test.setTimeout(240_000);
    await copy(site.url, 'anna.2024', 'anna.2025@example.org');
    await copy(site.url, 'anna.2025@example.org', 'anna-today');
    await copy(site.url, 'bea', 'anna2');
    await copy(site.url, 'anna-today', 'anna.2024');
    await expectSound(page, site.url + hrefOf('anna', 'anna2'), lineageOf(page));
    const lineage = page.getByRole('region', { name: 'Lineage' });
    await expect(lineage.locator('ol > li')).toHaveCount(NAMES.length);
    await expect(
      lineage.getByRole('list', { name: 'What came to anna2', exact: true }).getByRole('listitem'),
    ).toHaveCount(2);
    await expect(lineage.getByRole('list', { name: 'What came to anna.2024' }).getByRole('listitem')).toHaveCount(2);
    await expect(lineage.getByRole('list', { name: 'What came to anna-today' })).toContainText('anna.2025@example.org');
  });

  test('tells how each run ended, in words, with its receipt, its evidence and what is left where', async ({
    page,
  }) => {
    await page.goto(site.url + hrefOf('anna', 'anna2'));
    const runs = page.getByRole('table', { name: 'Runs of anna to anna2' });
    await expect(runs).toContainText('0, all went well');
    await expect(runs).toContainText('log, events and pod facts saved');
    await expect(runs).toContainText(/The finished copy is in migrated-anna-\d{8}T\d{6}Z in anna2’s home\./);
    const folders = page.getByRole('complementary', { name: 'Folders on disk' });
    await expect(folders).toContainText('Complete');
    await expect(folders).toContainText('as last seen');
    const toggle = page.getByRole('button', { name: 'Hide the result of run 1, anna to anna2' });
    await expect(async () => {
      await toggle.click({ timeout: 1_000 });
      await expect(runs).not.toContainText('all went well', { timeout: 1_000 });
    }).toPass();
    await page.getByRole('button', { name: 'Show the result of run 1, anna to anna2' }).click();
    await expect(runs).toContainText('all went well');
  });

  test('shows a run that somebody else starts, also the first of all, without a reload', async ({ page }) => {
    test.setTimeout(120_000);
    await page.goto(site.url + hrefOf('bea', 'anna-today'));
    await expect(page.getByText('This pair has never been migrated')).toBeVisible();
    await copy(site.url, 'bea', 'anna-today');
    const runs = page.getByRole('table', { name: 'Runs of bea to anna-today' });
    await expect(runs.getByRole('link', { name: '#1, copy' })).toBeVisible();
    await expect(runs).toContainText(/Done/);
    // Nothing of the pair runs now.
    const second = await startQuietly(site.url, 'bea', 'anna-today');
    await expect(runs.getByRole('link', { name: '#2, copy' })).toBeVisible();
    await untilStatus(site.url, second, ...DONE);
    await expect(page.getByText('2 runs this way, none the other way.')).toBeVisible();
    await expectAccessible(page);
  });

  test('keeps notes as they were written, with author and time, and has them in the audit', async ({ page }) => {
    await page.goto(site.url + hrefOf('anna', 'anna2'));
    const notes = page.getByRole('complementary', { name: 'Notes' });
    await expect(notes).toContainText('Nobody has written anything about this pair.');
    const text = 'Asked for 70 GiB, <b>DESK-4112</b>\n=HYPERLINK("x")';
    const field = notes.getByRole('textbox', { name: 'New note' });
    await expect(async () => {
      await field.fill(text);
      await expect(notes.getByRole('button', { name: 'Add note' })).toBeEnabled({ timeout: 1_000 });
    }).toPass();
    // Two quick clicks are one note.
    await notes.getByRole('button', { name: 'Add note' }).dblclick();
    await expect(notes.getByRole('listitem')).toContainText('<b>DESK-4112</b>');
    await expect(notes.getByRole('listitem').locator('time')).toBeVisible();
    await expect(field).toHaveValue('');
    await page.reload();
    await expect(notes.getByRole('listitem')).toHaveCount(1);
    await expectAccessible(page);
    const pair = { oldUser: 'anna', newUser: 'anna2' };
    for (const wrong of [' ', 'x'.repeat(2001)]) {
      const { value } = await callAction(site.url, 'addPairNote', { ...pair, text: wrong });
      expect(value).toMatchObject({ ok: false, error: { code: 'invalid', fields: { text: expect.any(String) } } });
    }
    await page.goto(`${site.url}/audit?what=pair.note`);
    await expect(page.getByRole('main')).toContainText('Add note');
    await expect(page.getByRole('main')).toContainText('Refused');
  });

  test('puts two runs side by side and says what differs', async ({ page }) => {
    test.setTimeout(120_000);
    await copy(site.url, 'anna', 'anna2');
    const { value } = await callAction(site.url, 'checkHomes', { oldUser: 'anna', newUser: 'anna2' });
    const checked = (value as { value: { id: string } }).value.id;
    await untilStatus(site.url, checked, ...DONE);
    await page.goto(site.url + hrefOf('anna', 'anna2'));
    const compare = page.getByRole('region', { name: 'Compare two runs' });
    await compare.getByLabel('First run').selectOption({ label: '#1, copy, done' });
    await compare.getByLabel('Second run').selectOption(checked);
    await compare.getByRole('button', { name: 'Compare' }).click();
    await page.waitForURL(/compare=[0-9a-f-]{36}&with=[0-9a-f-]{36}/);
    const table = compare.getByRole('table', { name: 'Run 1 beside run 3' });
    await expect(table.getByRole('row', { name: /^Kind/ })).toContainText('differs');
    await expect(table.getByRole('row', { name: /^Requested by/ })).not.toContainText('differs');
    await expectSound(page, page.url(), lineageOf(page));
    await page.goto(`${site.url}${hrefOf('anna', 'anna2')}?compare=${checked}&with=${checked}`);
    await expect(compare).toContainText('Choose two different runs of this pair.');
  });

  const formOf = (oldUser: string, newUser: string): string =>
    `${site.url}/migrations/new?${new URLSearchParams({ old: oldUser, new: newUser })}`;

  test('the start form tells of other pairs that either account is in, and of the last run of each', async ({
    page,
  }) => {
    await page.goto(formOf('bea', 'anna.2024'));
    await expect(page.getByText('These accounts are in other migrations.')).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: /^bea to anna2: run #1, done/ })).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: /^Last run #\d+, bea to / })).toBeVisible();
    const onward = page
      .getByRole('listitem')
      .filter({ hasText: /^anna\.2024 to anna\.2025@example\.org: run #1, done/ });
    await expect(onward).toContainText('What comes now is not in that copy.');
    await expectSound(page, page.url(), page.getByText('These accounts are in other migrations.'));
    await onward.getByRole('link', { name: 'run #1' }).click();
    await page.waitForURL(/\/migrations\/[0-9a-f-]{36}$/);
  });

  test('the start form resumes an earlier run instead, says why it cannot, and leads to the run in the way', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const cluster = new Embedded(site.clusterUrl);
    await cluster.play('bea', pods.failing);
    const first = await startQuietly(site.url, 'bea', 'anna2');
    await untilStatus(site.url, first, 'failed');
    await page.goto(formOf('bea', 'anna2'));
    await expect(page.getByText('Run #2 left a partial copy.')).toBeVisible();
    await expect(page.getByText('The pod that was kept of run #2 is removed when')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Resume instead' }).click();
    await page.waitForURL((url) => /\/migrations\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.endsWith(first));
    await expect(page.getByText('Goes on from run #2')).toBeVisible();
    const second = page.url().slice(-36);
    await untilStatus(site.url, second, 'failed');

    await cluster.play('bea', pods.endless);
    // The form hears nothing of what is done elsewhere.
    await page.route('**/api/pairs?*', () => {});
    await page.goto(formOf('bea', 'anna2'));
    await expect(page.getByText('Run #3 left a partial copy.')).toBeVisible();
    const { value } = await callAction(site.url, 'resumeMigration', { runId: second });
    const third = (value as { value: { id: string } }).value.id;
    await page.getByRole('button', { name: 'Resume instead' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'Not resumed.' })).toContainText(
      'Run #4 goes on in this copy',
    );
    await expectAccessible(page);
    await page.unrouteAll({ behavior: 'ignoreErrors' });

    await page.goto(formOf('anna2', 'anna-today'));
    await expect(page.getByText('This migration cannot start now.')).toBeVisible();
    await expect(page.getByRole('link', { name: 'View run #4' })).toHaveAttribute('href', `/migrations/${third}`);
    await callAction(site.url, 'stopMigration', { runId: third });
    await untilStatus(site.url, third, 'cancelled');
    await cluster.forget();
  });
});

import { readFileSync } from 'node:fs';
import { EXIT } from '#lib/migrations/exit-codes.ts';
import { Embedded } from '../proof/embedded.ts';
import { pods, said } from '../proof/pod-scripts.ts';
import { startEnvironment } from './environment.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { ask, callAction } from './http.ts';

const LIST = `old_user,new_user,reason,ticket
ybenami,yael.benami,Renamed,DESK-1
asolberg,anna.solberg,Renamed,DESK-2
mshrak,mark.shark@example.org,,
ybenami,yael.benami,,
nobody,anna.solberg,,`;

const failed = said({ exitCode: EXIT.copyFailed, folder: null, folderState: 'none', message: 'rsync ended with 23' });

test('a pasted list is mended in place, runs as a batch to its end, is paused, retried, and had as a file', async ({
  page,
}) => {
  test.setTimeout(180_000);
  const own = await startEnvironment();
  const cluster = new Embedded(own.clusterUrl);
  await cluster.play('ybenami', { ...pods.failing, exitCode: EXIT.copyFailed, terminationMessage: failed });
  await cluster.play('asolberg', pods.endless);
  try {
    await page.goto(`${own.url}/bulk`);
    await expect(page.getByRole('link', { name: 'Bulk' })).toHaveAttribute('aria-current', 'page');
    const text = page.getByRole('textbox', { name: 'Pairs of accounts' });
    await expect(async () => {
      await text.fill('old_user,new_user\n"open');
      await page.getByRole('button', { name: 'Read the list' }).click();
      await expect(page.getByText('Line 2: a quotation mark opens')).toBeVisible({ timeout: 2_000 });
    }).toPass();
    await expectAccessible(page);
    await text.fill(LIST);
    await page.getByRole('button', { name: 'Read the list' }).click();

    // Looked over: two ready, one of a name that is like another, one repeated, one whom nobody knows.
    await expect(page.getByRole('button', { name: 'Ready 2' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Repeated 1' })).toBeVisible();
    await expect(page.getByText('The same as line 2. It is started once.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Use mshark in line 4' })).toBeVisible();
    await expect(page.getByRole('link', { name: /line 3: check it in a new tab/ })).toHaveAttribute(
      'href',
      '/migrations/new?old=asolberg&new=anna.solberg',
    );
    await expectAccessible(page);
    const typo = page.getByRole('textbox', { name: 'Old account, line 4' });
    await typo.fill('mshark');
    await typo.press('Enter');
    await expect(page.getByRole('button', { name: 'Ready 3' })).toBeVisible();
    await expect(page.getByText('3 to start')).toBeVisible();

    // A reload loses nothing of it.
    await page.reload();
    await page.getByRole('button', { name: 'Back to the last list' }).click();
    await expect(page.getByRole('textbox', { name: 'Old account, line 4' })).toHaveValue('mshark');
    await expect(page.getByText('3 to start')).toBeVisible();

    // Nor does reading it anew, with another column or pasted again; what was taken out stays out until it is put back.
    const columns = page.getByRole('group', { name: 'Columns of the list' });
    await columns.getByRole('combobox', { name: 'Reason' }).selectOption('Not in the list');
    await expect(page.getByRole('textbox', { name: 'Reason, line 2' })).toHaveValue('');
    await expect(page.getByRole('textbox', { name: 'Old account, line 4' })).toHaveValue('mshark');
    await page.getByRole('button', { name: 'Take line 6 out' }).click();
    await expect(page.getByText('1 line is taken out.')).toBeVisible();
    await page.getByRole('button', { name: 'Another list' }).click();
    await text.fill(LIST);
    await page.getByRole('button', { name: 'Read the list' }).click();
    await expect(page.getByRole('heading', { name: '4 rows' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: 'Reason, line 2' })).toHaveValue('Renamed');
    await expect(page.getByRole('textbox', { name: 'Old account, line 4' })).toHaveValue('mshark');
    await expect(page.getByText('3 to start')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Put it back' }).click();
    await expect(page.getByRole('heading', { name: '5 rows' })).toBeVisible();
    await expect(page.getByText('3 to start')).toBeVisible();

    // One row is to be copied otherwise than the others.
    await page.getByRole('button', { name: 'Options by row' }).click();
    await page.getByRole('combobox', { name: 'Compared by, line 2' }).selectOption('checksums');
    const leftOut = page.getByRole('textbox', { name: 'Left out, line 2' });
    await leftOut.fill('@cache');
    await leftOut.press('Enter');
    await expect(page.getByText('The exclude “@cache” is no preset.')).toBeVisible();
    await leftOut.fill('caches');
    await leftOut.press('Enter');
    await expect(page.getByText('3 to start')).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 780 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1440, height: 900 });

    await page.getByRole('textbox', { name: 'At once' }).fill('0');
    await expect(page.getByText('Say a number from 1 to 100.')).toBeVisible();
    await page.getByRole('textbox', { name: 'At once' }).fill('1');
    await page.getByRole('button', { name: 'Start 3 migrations…' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Start 3 migrations?' });
    await expect(dialog.getByText('2 rows cannot start or are repeated: not among them.')).toBeVisible();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Start batch' }).click();
    await page.waitForURL(/\/bulk\/[0-9a-f-]{36}$/);
    const batch = page.url().slice(-36);

    const progress = page.getByRole('region', { name: 'Progress' }).getByRole('status');
    await expect(progress).toHaveText('1 failed, 1 running, 1 waiting', { timeout: 30_000 });
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(page.getByText('Paused by local.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Go on' })).toBeFocused();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Go on' }).click();
    await expect(page.getByText('Paused by local.')).toHaveCount(0);

    const { body } = await ask(`${own.url}/api/batches/${batch}`);
    const { rows } = JSON.parse(body) as { rows: { run: { id: string } | null }[] };
    await callAction(own.url, 'stopMigration', { runId: rows[1]?.run?.id });
    await expect(progress).toHaveText('1 done with notes, 1 failed, 1 stopped', { timeout: 60_000 });
    await expect(page.getByText('Ended, 1 not copied')).toBeVisible();

    await cluster.forget();
    await page.getByRole('button', { name: 'Retry 1 row that failed' }).click();
    await expect(progress).toHaveText(/^(1 done, 1 done with notes|2 done with notes), 1 stopped$/, {
      timeout: 60_000,
    });
    await expect(page.getByText('attempt 2')).toBeVisible();
    await page.setViewportSize({ width: 360, height: 780 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    const downloading = page.waitForEvent('download');
    await page.getByRole('link', { name: 'Result as CSV' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^rehome-batch-\d{8}T\d{6}Z\.csv$/);
    const lines = readFileSync(await download.path(), 'utf8').split('\r\n');
    expect(lines[1]).toMatch(/^2,ybenami,yael\.benami,Renamed,DESK-1,caches,checksums,succeeded/);
    expect(lines[2]).toMatch(/^3,asolberg,anna\.solberg,Renamed,DESK-2,,,cancelled/);
    expect(lines[3]).toMatch(/^4,mshark,mark\.shark@example\.org,,,,,succeeded/);

    await page.goto(`${own.url}/bulk`);
    await expect(page.getByRole('link', { name: /^Batch of/ })).toHaveCount(1);
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1440, height: 900 });
    // A batch that somebody else starts is listed without a reload.
    const row = { line: 1, oldUser: 'mshark', newUser: 'mark.shark@example.org', why: '', ticket: '', excludes: '' };
    const { value } = await callAction(own.url, 'startBatch', {
      ...{ requestKey: '01890000-0000-4000-8000-0000000000b2', rows: [{ ...row, verify: '', included: true }] },
      ...{ common: { why: '', ticket: '', identityConfirmed: false }, order: 'file', concurrency: 1, stopAfter: null },
    });
    expect(value).toMatchObject({ ok: true });
    await expect(page.getByRole('link', { name: /^Batch of/ })).toHaveCount(2);
    const newest = page.getByRole('table', { name: 'Batches' }).getByRole('row').nth(1);
    await expect(newest).toContainText('Done', { timeout: 60_000 });
    const older = JSON.parse((await ask(`${own.url}/api/batches?before=${batch}`)).body) as { batches: object[] };
    expect(older.batches).toEqual([]);
    await page.goto(`${own.url}/bulk?before=${batch}`);
    await page.getByRole('link', { name: 'Show the newest' }).click();
    await expect(page.getByRole('link', { name: /^Batch of/ })).toHaveCount(2);
    expect((await ask(`${own.url}/bulk/01890000-0000-7000-8000-000000000000`)).status).toBe(404);
    // An open page would miss its server.
    await page.goto('about:blank');
  } finally {
    await own.stop();
  }
});

test('a long list that is pasted is there whole, also for who types or reads on in the same moment', async ({
  page,
  environment,
}) => {
  const list = Array.from({ length: 200 }, (_, at) => `old${at},new${at}`).join('\n');
  const text = page.getByRole('textbox', { name: 'Pairs of accounts' });
  const paste = (then: 'draw' | 'wait' | 'read') =>
    text.evaluate(
      (field: HTMLTextAreaElement, { list, then }) => {
        const clipboardData = new DataTransfer();
        clipboardData.setData('text/plain', list);
        field.focus();
        // Nothing is drawn from now on, as far as the page knows.
        if (then === 'wait') window.requestAnimationFrame = () => 0;
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        if (field.dispatchEvent(event)) throw new Error('the page left the pasting to the browser');
        const buttons = [...document.querySelectorAll('button')];
        if (then === 'read') buttons.find(({ textContent }) => textContent === 'Read the list')?.click();
      },
      { list, then },
    );
  // Anew each time: what comes after a change is left to the browser, as it is before the page's script runs.
  const pasteAnew = async (then: 'draw' | 'wait' | 'read') => {
    await page.goto(`${environment.url}/bulk`);
    await expect(() => paste(then)).toPass();
  };
  await pasteAnew('draw');
  await expect(text).toHaveValue(list);
  await pasteAnew('read');
  await expect(page.getByRole('heading', { name: '200 rows' })).toBeFocused();
  await pasteAnew('wait');
  await expect(text).not.toHaveValue(list);
  await page.keyboard.type('x');
  await expect(text).toHaveValue(`${list}x`);

  // A second list right after the first: the first is whole, and the second is the browser's to put in.
  await pasteAnew('wait');
  await expect(text).not.toHaveValue(list);
  await expect(paste('wait')).rejects.toThrow('left the pasting to the browser');
  await expect(text).toHaveValue(list);
});

test('questions about a list are answered to Rehome’s own pages alone, and kept to their size', async ({
  environment,
}) => {
  const post = (path: string, question: object, headers: Readonly<Record<string, string>> = {}) =>
    ask(`${environment.url}${path}`, {
      method: 'POST',
      headers: { origin: environment.url, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(question),
    });
  const list = { text: 'ybenami,yael.benami' };
  expect((await post('/api/bulk/read', list)).status).toBe(200);
  expect((await post('/api/bulk/read', list, { origin: 'http://evil.example' })).status).toBe(403);
  expect((await post('/api/bulk/read', { text: 'x'.repeat(3_000_000) })).status).toBe(400);
  expect((await post('/api/bulk/review', { rows: [], common: {} })).status).toBe(400);
  expect((await ask(`${environment.url}/api/bulk/read`)).status).toBe(405);
});

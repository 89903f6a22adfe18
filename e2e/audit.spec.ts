import { readFileSync } from 'node:fs';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { ask, callAction } from './http.ts';
import { startQuietly, untilStatus } from './steps.ts';

test('every command and every refusal is in the audit, and is found by its filters', async ({ page, environment }) => {
  test.setTimeout(120_000);
  const { url } = environment;
  const run = await startQuietly(url, 'ybenami', 'yael.benami');
  await untilStatus(url, run, 'succeeded', 'succeeded_with_notes');
  expect((await callAction(url, 'stopMigration', { runId: run })).value).toMatchObject({ ok: true });
  const given = { why: 'Renamed', ticket: 'DESK-9' };
  const refused = await callAction(url, 'startMigration', { oldUser: 'ybenami', newUser: 'ybenami', ...given });
  expect(refused.value).toMatchObject({ ok: false });
  await callAction(url, 'startMigration', {}, { host: 'evil.example', origin: 'http://evil.example' });
  await ask(`${url}/audit`, { headers: { host: 'evil.example' } });

  await page.goto('/migrations');
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('a');
    await page.waitForURL(/\/audit$/, { timeout: 2_000 });
  }).toPass();
  const rows = page.getByRole('table', { name: 'Audit' }).getByRole('row');
  await expect(rows.filter({ hasText: 'Open page' }).first()).toContainText('Host: evil.example');
  await expect(rows.filter({ hasText: 'Open page' }).first()).toContainText('(nobody)');
  await expect(rows.filter({ hasText: 'The run had ended.' })).toContainText('Refused');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.getByLabel('What').selectOption('Start migration');
  await page.getByLabel('Old username').fill('ybenami');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/what=migration\.start/);
  await expect(rows).toHaveCount(3);
  await expect(rows.nth(1)).toContainText('Choose two different accounts.');
  await expect(rows.nth(1)).toContainText('Renamed (DESK-9)');
  await expect(rows.nth(2)).toContainText('Done');
  await rows.nth(2).getByRole('link', { name: 'the run' }).click();
  await page.waitForURL(new RegExp(run));
  await page.goBack();
  await expect(page.getByLabel('Old username')).toHaveValue('ybenami');
  await page.getByLabel('Old username').fill('ybena');
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing in the audit fits these filters' })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Clear filters' }).first().click();
  await expect(rows.filter({ hasText: 'Stop migration' }).first()).toBeVisible();
});

test('the audit is a file of all that its filters let through, for those who may see it', async ({
  page,
  environment,
}) => {
  const { url } = environment;
  const input = { oldUser: '=1+1', newUser: '=1+1' };
  expect((await callAction(url, 'startMigration', input)).value).toMatchObject({ ok: false });
  await page.goto('/audit?old=%3D1%2B1&what=migration.start');
  await page.getByRole('button', { name: 'Export' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV, for spreadsheets' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^rehome-audit-\d{8}T\d{6}Z\.csv$/);
  const csv = readFileSync(await download.path(), 'utf8');
  expect(csv).toMatch(/\r\n\d{4}-\d\d-\d\dT[\d:.]+Z,local,loopback,migration\.start,,'=1\+1,'=1\+1,/);
  expect(csv).not.toContain('ybenami');
  const foreign = await ask(`${url}/api/audit/export?format=csv`, { headers: { host: 'evil.example' } });
  expect(foreign.status).toBe(403);
  expect(foreign.body).not.toContain('migration');
});

test('a refusal names what it was about: the first of several, a channel, the reason of a batch, a pod that had gone', async ({
  page,
  environment,
}) => {
  const { url } = environment;
  const gone = '01890000-0000-7000-8000-00000000abcd';
  const common = { why: 'Merged', ticket: 'DESK-77', identityConfirmed: false };
  for (const [action, input] of [
    ['startBatch', { rows: [], common }],
    ['stopMigrations', { runIds: ['run one', 'run two'] }],
    ['sendTest', { channel: 'nobody-there' }],
  ] as const)
    expect((await callAction(url, action, input)).value).toMatchObject({ ok: false });
  expect((await callAction(url, 'cleanUp', { pods: [gone] })).value).toMatchObject({ ok: true });
  for (const [what, ...texts] of [
    ['batch.start', 'Refused', 'Merged (DESK-77)'],
    ['migration.stop', 'Refused', 'run one', 'It was about 2; this row names the first.'],
    ['settings.send-test', 'Refused', 'nobody-there'],
    ['cleanup.remove', 'Refused', gone, 'The pod had gone before.'],
  ] as const) {
    await page.goto(`/audit?what=${what}`);
    const row = page.getByRole('table', { name: 'Audit' }).getByRole('row').nth(1);
    for (const text of texts) await expect(row).toContainText(text);
    await expect(row.getByRole('link', { name: /^the run/ })).toHaveCount(0);
  }
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test('no request can fill the audit from outside', async ({ page, environment }) => {
  const { url } = environment;
  for (let i = 0; i < 150; i += 1) await ask(`${url}/api/runs`, { headers: { host: `evil${i}.example` } });
  await page.goto('/audit?who=(nobody)');
  const json = await ask(`${url}/api/audit/export?format=json&who=(nobody)`);
  expect((JSON.parse(json.body) as unknown[]).length).toBeLessThan(150);
  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Older' }).click();
  await page.waitForURL(/before=/);
  await expectNoSidewaysScroll(page);
  await page.getByRole('link', { name: 'Newer' }).click();
  await page.waitForURL(/after=/);
  await expect(page.getByRole('row').nth(1)).toContainText('Open page');
});

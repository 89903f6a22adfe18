import { startEnvironment } from './environment.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { ask, callAction } from './http.ts';

test('where the policy asks for more, a start without it is refused by the server and at its field', async ({
  page,
}) => {
  test.setTimeout(90_000);
  const strict = await startEnvironment({ sections: { policy: { required: ['reason', 'ticket', 'identity'] } } });
  try {
    const pair = { oldUser: 'ybenami', newUser: 'yael.benami' };
    const { value } = await callAction(strict.url, 'startMigration', pair);
    const fields = { why: expect.any(String), ticket: expect.any(String), identityConfirmed: expect.any(String) };
    expect(value).toMatchObject({ ok: false, error: { code: 'invalid', fields } });
    const audit = await ask(`${strict.url}/api/audit/export?format=json`);
    expect(JSON.parse(audit.body)).toMatchObject([
      { action: 'migration.start', result: 'refused', oldUser: 'ybenami' },
    ]);

    await page.goto(`${strict.url}/migrations/new?old=ybenami&new=yael.benami`);
    await page.getByRole('button', { name: 'Start migration' }).click();
    await expect(page.getByRole('combobox', { name: /^Reason/ })).toBeFocused();
    await expect(page.getByText('The policy asks for a ticket.')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('combobox', { name: /^Reason/ }).fill('Account renamed');
    await page.getByRole('textbox', { name: /^Ticket/ }).fill('DESK-1');
    await page.getByRole('checkbox', { name: /same person/ }).check();
    await page.getByRole('button', { name: 'Start migration' }).click();
    await page.waitForURL(/\/migrations\/[0-9a-f-]{36}/);
    // An open page would miss its server.
    await page.goto('about:blank');
  } finally {
    await strict.stop();
  }
});

import { createHmac } from 'node:crypto';
import { startEnvironment } from './environment.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { type Receiver, startReceiver } from './receiver.ts';
import { startQuietly, untilStatus } from './steps.ts';

const KEY = Buffer.alloc(32, 7);
const SECRET = `whsec_${KEY.toString('base64')}`;

const sectionsFor = ({ url }: Receiver) => ({
  publicUrl: 'https://rehome.example.org',
  notifications: [
    { type: 'webhook', name: 'ticket bot', url, secret: SECRET },
    { type: 'slack', name: 'ops', url: `${url}-ops`, on: ['failed'] },
  ],
});

test('who is told of a run gets a signed message with a way to it, and the run’s page says so', async ({ page }) => {
  test.setTimeout(120_000);
  const receiver = await startReceiver();
  const environment = await startEnvironment({ sections: sectionsFor(receiver) });
  try {
    const id = await startQuietly(environment.url, 'ybenami', 'yael.benami');
    await untilStatus(environment.url, id, 'succeeded', 'succeeded_with_notes');
    await expect.poll(() => receiver.received.length, { timeout: 15_000 }).toBe(1);
    const [{ headers, body } = { headers: new Headers(), body: '' }] = receiver.received;
    const signed = `${headers.get('webhook-id')}.${headers.get('webhook-timestamp')}.${body}`;
    const signature = createHmac('sha256', KEY).update(signed).digest('base64');
    expect(headers.get('webhook-signature')).toBe(`v1,${signature}`);
    expect(JSON.parse(body)).toMatchObject({
      type: 'run.succeeded',
      data: { run: { id, oldUser: 'ybenami', url: `https://rehome.example.org/migrations/${id}` } },
    });
    await page.goto(`${environment.url}/migrations/${id}?tab=timeline`);
    await expect(page.getByText('ticket bot was told that it is done')).toBeVisible();
    await page.goto('about:blank');
  } finally {
    await environment.stop();
    receiver.close();
  }
});

test('the settings tell who is told, send a test on request, and show no address and no key', async ({ page }) => {
  test.setTimeout(120_000);
  const receiver = await startReceiver();
  const environment = await startEnvironment({ sections: sectionsFor(receiver) });
  try {
    await page.goto(`${environment.url}/settings?tab=notifications`);
    await expect(page.getByText(/^Signed webhook at 127\.0\.0\.1:\d+\. Told of: failed/)).toBeVisible();
    await page.getByRole('button', { name: 'Send test to ticket bot' }).click();
    await expect(page.getByText('ticket bot took the test.')).toBeVisible();
    expect(JSON.parse(receiver.received[0]?.body ?? '{}')).toMatchObject({ type: 'test' });
    receiver.status = 404;
    await page.getByRole('button', { name: 'Send test to ops' }).click();
    await expect(page.getByText(/^ops did not take the test\. It answered 404/)).toBeVisible();
    const rows = page.getByRole('table', { name: 'Last messages' }).getByRole('row');
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1)).toContainText('Not delivered');
    await expect(rows.nth(2)).toContainText('Delivered');
    const settings = page.getByRole('table', { name: 'Settings' }).getByRole('row');
    await expect(settings.filter({ hasText: 'notifications[0].secret' })).toContainText('never shown');
    expect(await page.content()).not.toMatch(/kept-to-itself|whsec_Bw/);
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 780 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.goto(`${environment.url}/audit?what=settings.send-test`);
    const audit = page.getByRole('table', { name: 'Audit' }).getByRole('row');
    await expect(audit.nth(1)).toContainText('Failed');
    await expect(audit.nth(2)).toContainText('ticket bot');
    await page.goto('about:blank');
  } finally {
    await environment.stop();
    receiver.close();
  }
});

test('where nobody is told, the settings say so and how to change it', async ({ page }) => {
  await page.goto('/settings?tab=notifications');
  await expect(page.getByText('Nobody is told when a run ends')).toBeVisible();
  await expectAccessible(page);
});

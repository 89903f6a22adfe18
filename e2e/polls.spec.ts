import { expect, test } from './fixtures.ts';
import { ask, callAction } from './http.ts';

interface Counts {
  readonly total: number;
  readonly requests: readonly { readonly verb?: string; readonly kind?: string }[];
}

test('pages that poll cost the cluster nothing', async ({ environment }) => {
  const { url, clusterUrl } = environment;
  await expect.poll(async () => (await ask(`${url}/readyz`)).status).toBe(200);
  // What runs of other tests have left is on its way out first.
  const counted = async () => {
    const { total } = JSON.parse((await ask(`${clusterUrl}/embedded/requests`)).body) as Counts;
    await ask(`${clusterUrl}/embedded/requests`, { method: 'DELETE' });
    return total;
  };
  await expect.poll(counted, { intervals: [2_000], timeout: 30_000 }).toBe(0);
  const until = performance.now() + 5_000;
  let polls = 0;
  const page = async (address: string) => {
    while (performance.now() < until) {
      expect((await ask(url + address)).status).toBe(200);
      polls += 1;
    }
  };
  const addresses = [
    '/api/shell',
    '/api/overview',
    '/api/users?name=a',
    '/api/runs',
    '/api/cleanup',
    '/api/batches',
    '/api/people?q=a',
    '/api/pairs?old=a&new=b',
    '/migrations',
    '/',
    '/users?q=a',
    '/users/a',
  ];
  await Promise.all(Array.from({ length: 20 }, (_, at) => page(addresses[at % addresses.length] ?? '')));
  expect(polls).toBeGreaterThan(100);
  const counts = JSON.parse((await ask(`${clusterUrl}/embedded/requests`)).body) as Counts;
  expect(counts, JSON.stringify(counts.requests)).toMatchObject({ total: 0 });
});

test('an unchanged answer is not sent again', async ({ environment }) => {
  const first = await ask(`${environment.url}/api/runs`);
  const again = await ask(`${environment.url}/api/runs`, { headers: { 'if-none-match': String(first.headers.etag) } });
  expect(again).toMatchObject({ status: 304, body: '' });
});

test('a poll that may wait is answered with the next change, and no later than it asked for', async ({
  environment,
}) => {
  const { url } = environment;
  const known = String((await ask(`${url}/api/runs`)).headers.etag);
  const begun = performance.now();
  const patient = ask(`${url}/api/runs`, { headers: { 'if-none-match': known, prefer: 'wait=2' } });
  expect(await patient).toMatchObject({ status: 304 });
  expect(performance.now() - begun).toBeGreaterThan(1_900);
  const waitFor = (etag: unknown) =>
    ask(`${url}/api/runs`, { headers: { 'if-none-match': String(etag), prefer: 'wait=5' } });
  const waiting = waitFor(known);
  const asked = performance.now();
  await callAction(url, 'checkHomes', { oldUser: 'ybenami', newUser: 'yael.benami' });
  let changed = await waiting;
  // The frame has news too: its clock, once a minute.
  if (!changed.body.includes('ybenami')) changed = await waitFor(changed.headers.etag);
  expect(performance.now() - asked).toBeLessThan(2_500);
  expect(changed.status).toBe(200);
  expect(changed.body).toContain('ybenami');
});

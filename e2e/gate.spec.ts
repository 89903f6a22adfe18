import { builtActions, builtPaths } from './build.ts';
import { expect, test } from './fixtures.ts';
import { ask, callAction } from './http.ts';

const FOREIGN = { host: 'evil.example' };
/** Pages that Next makes itself; they show nothing of ours. */
const OWN_OF_NEXT = ['/_not-found/page', '/_global-error/page'];

/** The address of a built path: groups left out, parameters filled in. */
const addressOf = (path: string): string =>
  path
    .replace(/\/\([^/]+\)/g, '')
    .replace(/\/(page|route)$/, '')
    .replace(/\[[^\]]+\]/g, '01890000-0000-7000-8000-000000000000') || '/';

const paths = builtPaths().filter((path) => !OWN_OF_NEXT.includes(path) && !/\.(svg|ico|png)\//.test(path));

test('the build has pages, routes and actions to knock at', () => {
  expect(paths.length).toBeGreaterThan(10);
  expect(
    builtActions()
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    ...[
      'addPairNote',
      'checkHomes',
      'checkPermissions',
      'cleanUp',
      'cleanUpMigrations',
      'discardCopy',
      'markSeen',
      'pauseBatch',
      'removeOld',
      'resumeBatch',
    ],
    ...[
      'resumeMigration',
      'retryBatch',
      'runPod',
      'sendTest',
      'startBatch',
      'startMigration',
      'startNow',
      'stopBatch',
      'stopMigration',
    ],
    ...['stopMigrations', 'tryPod'],
  ]);
});

for (const path of paths) {
  test(`${path} answers 403 to a foreign host, and shows nothing`, async ({ environment }) => {
    const address = addressOf(path);
    // Questions too long for an address.
    const method = address.startsWith('/api/bulk/') ? 'POST' : 'GET';
    const answer = await ask(environment.url + address, { method, headers: FOREIGN });
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain('rehome-demo');
  });
}

for (const { name } of builtActions()) {
  test(`action ${name} refuses a foreign host, a foreign origin and none`, async ({ environment }) => {
    const before = await allRuns(environment.url);
    const refused = { ok: false, error: { code: 'forbidden' } };
    const foreign = await callAction(environment.url, name, {}, { ...FOREIGN, origin: 'http://evil.example' });
    expect(foreign.value).toMatchObject(refused);
    for (const origin of ['http://evil.example', 'null']) {
      const { answer, value } = await callAction(environment.url, name, {}, { origin });
      // Next itself refuses an origin of another host before the action is reached.
      if (value !== undefined) expect(value).toMatchObject(refused);
      else expect(answer.status).toBe(500);
    }
    expect(await allRuns(environment.url)).toBe(before);
  });
}

/** How many runs there are. */
const allRuns = async (base: string): Promise<number> =>
  (JSON.parse((await ask(`${base}/api/runs`)).body) as { total: number }).total;

test('every kind of answer carries the headers, and pages and routes a policy with a nonce of its own', async ({
  environment,
}) => {
  const page = await ask(`${environment.url}/migrations`);
  const asset = /\/_next\/static\/[^"]+\.js/.exec(page.body)?.[0] ?? '';
  const addresses = ['/migrations', '/migrations/new', '/cleanup', '/api/shell', '/livez', '/nowhere', asset];
  const policies: string[] = [];
  for (const address of addresses) {
    const { headers } = await ask(environment.url + address);
    expect(headers, address).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
    });
    const policy = String(headers['content-security-policy']);
    expect(policy, address).toContain("frame-ancestors 'none'");
    expect(policy, address).not.toContain('unsafe');
    if (address !== asset) policies.push(policy);
  }
  expect(new Set(policies).size).toBe(policies.length);
});

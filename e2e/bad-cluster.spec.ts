import { expect, test } from '@playwright/test';
import type { RunDetailView, ShellView } from '#lib/migrations/views.ts';
import { type Site, startSite } from '../proof/site.ts';
import { tracesOf } from '../proof/traces.ts';
import { until } from '../proof/until.ts';

const USERS = ['one', 'two', 'three'].flatMap((name) => [`${name}.old`, `${name}.new`]);
let site: Site;
test.beforeAll(async () => {
  site = await startSite({ server: 'built', usernames: USERS });
  await site.cluster.playAll();
});
test.afterAll(() => site?.environment.stop());
test.afterEach(() => site.cluster.clearFaults());

const contact = async () => {
  const shell = await fetch(`${site.environment.url}/api/shell`);
  return ((await shell.json()) as ShellView).contact;
};
const start = async (name: string) => {
  const started = await site.call('startMigration', { oldUser: `${name}.old`, newUser: `${name}.new` });
  return started.ok ? started.value.id : JSON.stringify(started);
};
const when = (runId: string, so: (run: RunDetailView) => boolean) =>
  until(`what is said of run ${runId}`, async () => [await site.run(runId)].find(so), 60_000);

test('without a cluster a start waits in words, and goes on when it is there again', async () => {
  await site.cluster.fault({ kind: 'down' });
  const { problem } = await until(
    'the loss is told',
    async () => ((await contact()).problem ? contact() : undefined),
    20_000,
  );
  expect(problem).toMatch(
    /^Can't reach the cluster API at http:\/\/127\.0\.0\.1:\d+: (the connection was|nothing answers)/,
  );
  const page = await fetch(`${site.environment.url}/migrations/new`);
  expect(page.status).toBe(200);
  const runId = await start('one');
  const waiting = await when(runId, ({ reason }) => reason !== null);
  expect(waiting).toMatchObject({
    status: 'queued',
    reason: { key: 'no_contact', sentence: 'Waiting for contact with the cluster.' },
  });
  await site.cluster.clearFaults();
  expect((await tracesOf(site)).pods).toBe(0);
  expect((await when(runId, ({ endedAt }) => endedAt !== null)).code).toBe('RH-000');
});

test('a cluster that forbids to make pods ends the run in its words, with nothing made', async () => {
  const before = await tracesOf(site);
  const message = 'User "system:serviceaccount:hub:rehome" cannot create resource "pods"';
  await site.cluster.fault({ kind: 'forbidden', verb: 'create', resource: 'pods', message });
  const runId = await start('two');
  const ended = await when(runId, ({ endedAt }) => endedAt !== null);
  expect(ended).toMatchObject({ status: 'failed', code: 'RH-250', folderState: 'none', objects: 'none', pod: null });
  expect(JSON.stringify(ended.explanation)).toContain('Rehome may not create pods here');
  expect(JSON.stringify(ended.explanation)).toContain('cannot create resource');
  const { pods, homes } = await tracesOf(site);
  expect({ pods, homes }).toEqual({ pods: before.pods, homes: before.homes });
});

test('a cluster that forbids to list pods is told in its words, and a start waits', async () => {
  await site.cluster.fault({ kind: 'forbidden', message: 'User "nobody" cannot list resource "pods"' });
  await site.cluster.fault({ kind: 'drop-watch' });
  const { problem } = await until(
    'the refusal is told',
    async () => ((await contact()).problem ? contact() : undefined),
    20_000,
  );
  expect(problem).toMatch(/^The cluster refuses to list pods in \S+: .*User "nobody" cannot list resource "pods"/);
  const runId = await start('three');
  expect((await when(runId, ({ reason }) => reason !== null)).reason?.sentence).toBe(
    'Waiting for contact with the cluster.',
  );
  await site.call('stopMigration', { runId });
  expect(await site.run(runId)).toMatchObject({ status: 'cancelled', code: 'RH-602', pod: null });
});

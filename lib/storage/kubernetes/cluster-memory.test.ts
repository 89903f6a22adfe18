import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Script } from '#embedded-cluster/script.ts';
import { type EmbeddedCluster, startEmbeddedCluster } from '#embedded-cluster/testing.ts';
import { LABELS, MANAGED_BY } from '#lib/migrations/names.ts';
import { isTimeoutError } from '../errors.ts';
import { MemoryLog } from '../testing/memory-log.ts';
import { INSTANCE, LONG, migrator, NAMESPACE, SEED } from '../testing/migrators.ts';
import { expectNoStrays } from '../testing/strays.ts';
import { until } from '../testing/until.ts';
import { Timeout } from '../timeout.ts';
import { ClusterMemory } from './cluster-memory.ts';
import { connectKube, type KubeConnection } from './connection.ts';
import { PodStorage } from './pods.ts';

expectNoStrays();

const soon = (ms = 10_000) => new Timeout('The test', ms);
let cluster: EmbeddedCluster;
let connection: KubeConnection;
let pods: PodStorage;
let memory: ClusterMemory;
let log: MemoryLog;

beforeAll(async () => {
  cluster = await startEmbeddedCluster({ seed: SEED });
  connection = await connectKube({ kubeconfig: cluster.kubeconfig() });
  pods = new PodStorage(connection, NAMESPACE);
});
afterAll(async () => {
  await connection.close();
  await cluster.stop();
});
beforeEach(() => {
  log = new MemoryLog();
  memory = new ClusterMemory({
    connection,
    namespace: NAMESPACE,
    ownLabels: { [LABELS.managedBy]: MANAGED_BY, [LABELS.instance]: INSTANCE },
    usernameKeys: { annotations: ['hub.jupyter.org/username'] },
    reconnectTimeout: 60_000,
    log,
    backoff: { baseMs: 20, maxMs: 100 },
    listTimeoutMs: 1_000,
  });
});
afterEach(async () => {
  await memory.stop();
  await cluster.clearFaults();
});

const started = async () => {
  memory.start();
  await memory.ready(soon());
};
let runs = 0;
const create = async (script: Script = LONG) => {
  const id = ++runs;
  const { pod } = migrator({ oldUser: `old-${id}`, newUser: `new-${id}` }, `run-${id}`, script);
  const made = await pods.create(pod, soon());
  return { name: pod.metadata.name, uid: made.metadata.uid ?? '' };
};

test('knows our pods as they are, by name, from the first list on and by each change', async () => {
  const before = await create();
  await started();
  expect(memory.pod(before.name)?.metadata.uid).toBe(before.uid);
  const after = await create();
  await until('the new one runs', () => memory.pod(after.name)?.status?.phase === 'Running');
  expect(memory.migratorPods().map(({ metadata }) => metadata.uid)).toEqual(
    expect.arrayContaining([before.uid, after.uid]),
  );
});

test('knows how a pod ended, also after it was deleted, watched or not', async () => {
  await started();
  const [one, other] = [await create({ exitCode: 7 }), await create({ exitCode: 6 })];
  const codeOf = (uid: string) => memory.lastSeen(uid)?.status?.containerStatuses?.[0]?.state?.terminated?.exitCode;
  await until('both have ended', () => codeOf(one.uid) === 7 && codeOf(other.uid) === 6);
  await pods.delete(one.name, { gracePeriodSeconds: 0 }, soon());
  await until('the first is gone', () => memory.pod(one.name) === undefined);
  await cluster.fault({ kind: 'silent-watch' });
  await cluster.fault({ kind: 'drop-watch' });
  await cluster.fault({ kind: 'compact' });
  await pods.delete(other.name, { gracePeriodSeconds: 0 }, soon());
  await cluster.clearFaults();
  await cluster.fault({ kind: 'compact' });
  await cluster.fault({ kind: 'drop-watch', abruptly: true });
  await until('the second is gone', () => memory.pod(other.name) === undefined);
  expect([codeOf(one.uid), codeOf(other.uid)]).toEqual([7, 6]);
});

test('knows what happened to a pod, in order', async () => {
  await cluster.fault({ kind: 'image-pull' });
  await started();
  const { uid } = await create();
  await until('the pull has failed', () => memory.eventsOf(uid).some(({ reason }) => reason === 'Failed'));
  expect(memory.eventsOf(uid)[0]?.reason).toBe('Scheduled');
  expect(memory.eventsOf('unknown')).toEqual([]);
});

test('of other people’s pods keeps no secret, and does not take them for ours', async () => {
  const { pod } = migrator({ oldUser: 'x', newUser: 'y' }, 'run-of-another', LONG);
  await pods.create(
    {
      ...pod,
      metadata: {
        ...pod.metadata,
        name: 'jupyter-ada',
        labels: { ...pod.metadata.labels, [LABELS.instance]: 'another' },
        annotations: { ...pod.metadata.annotations, 'hub.jupyter.org/username': 'Ada', other: 's3cret' },
      },
      spec: { ...pod.spec, containers: [{ name: 'migrate', image: 'i', env: [{ name: 'TOKEN', value: 's3cret' }] }] },
    },
    soon(),
  );
  await started();
  await until('it runs', () => memory.servers().some(({ phase }) => phase === 'Running'));
  expect(memory.servers()).toMatchObject([{ name: 'jupyter-ada', username: 'Ada', claims: [] }]);
  expect(JSON.stringify(memory.servers())).not.toContain('s3cret');
  expect(memory.pod('jupyter-ada')).toBeUndefined();
});

test('tells that it cannot reach the cluster, why, and since when, and that it can again', async () => {
  expect(memory.contact()).toMatchObject({ state: 'connecting', lastContactAt: null, problem: null });
  await cluster.fault({ kind: 'down' });
  memory.start();
  expect(isTimeoutError(await memory.ready(soon(200)).catch((error: unknown) => error))).toBe(true);
  await until('it is in trouble', () => memory.contact().state === 'retrying');
  expect(memory.contact().problem).toMatch(
    /^Can't reach the cluster API at http:\/\/127\.0\.0\.1:\d+: (nothing answers at that address|the connection was (closed|reset)) \(/,
  );
  const { since } = memory.contact();
  await cluster.clearFaults();
  // Pods may be heard again before events are.
  await until('it is live', () => memory.contact().state === 'live' && memory.contact().problem === null);
  expect(memory.contact()).toMatchObject({ problem: null, lastContactAt: expect.any(Date) });
  expect(memory.contact().since.getTime()).toBeGreaterThanOrEqual(since.getTime());
});

test('tells that the cluster refuses to list pods', async () => {
  await cluster.fault({ kind: 'forbidden', resource: 'pods', verb: 'list' });
  memory.start();
  await until('it is in trouble', () => memory.contact().state === 'retrying');
  expect(memory.contact().problem).toMatch(/^The cluster refuses to list pods in homes: /);
});

test('where events are forbidden, pods are known all the same, and the problem is told', async () => {
  await cluster.fault({ kind: 'forbidden', resource: 'events' });
  await started();
  const { name } = await create();
  await until('it runs', () => memory.pod(name)?.status?.phase === 'Running');
  await until('it says so', () => memory.contact().problem !== null);
  expect(memory.contact()).toMatchObject({
    state: 'live',
    problem: expect.stringMatching(/^The cluster refuses to list events/),
  });
});

test('tells its listeners of changes, and no more after they left; one that throws harms no other', async () => {
  for (let i = 0; i < 3; i++) await create();
  let told = 0;
  const leave = memory.onChange(() => told++);
  memory.onChange(() => {
    throw new Error('a bug');
  });
  await started();
  await until('it was told', () => told > 0);
  const { uid, name } = await create();
  await until('it runs', () => memory.pod(name)?.status?.phase === 'Running' && memory.eventsOf(uid).length > 1);
  expect(log.lines.some(({ level }) => level === 'error')).toBe(true);
  leave();
  const before = told;
  const other = await create();
  await until('the other runs', () => memory.pod(other.name)?.status?.phase === 'Running');
  expect(told).toBe(before);
});

test('reading costs the cluster nothing', async () => {
  const { uid, name } = await create();
  await started();
  await until('it runs', () => memory.pod(name)?.status?.phase === 'Running' && memory.contact().state === 'live');
  await until('both watches are open', async () => (await cluster.requests()).total >= 4);
  await cluster.resetRequests();
  for (let i = 0; i < 1_000; i++) {
    memory.migratorPods();
    memory.eventsOf(uid);
    memory.lastSeen(uid);
    memory.servers();
    memory.contact();
  }
  expect((await cluster.requests()).total).toBe(0);
});

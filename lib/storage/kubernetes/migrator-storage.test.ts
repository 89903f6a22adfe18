import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Script } from '#embedded-cluster/script.ts';
import { type EmbeddedCluster, startEmbeddedCluster } from '#embedded-cluster/testing.ts';
import { LABELS } from '#lib/migrations/names.ts';
import { isTimeoutError, KubernetesError } from '../errors.ts';
import { MemoryExitedPodCache } from '../exited-pod-cache.ts';
import type { MigratorObjects } from '../migrator-objects.ts';
import { MemoryLog } from '../testing/memory-log.ts';
import { LONG, migrator, NAMESPACE, SEED } from '../testing/migrators.ts';
import { expectNoStrays } from '../testing/strays.ts';
import { until } from '../testing/until.ts';
import { Timeout } from '../timeout.ts';
import { ClaimStorage } from './claims.ts';
import { connectKube, type KubeConnection } from './connection.ts';
import { MetadataStorage } from './metadata-storage.ts';
import { MigratorStorage, RUN_LABEL } from './migrator-storage.ts';
import { PodStorage } from './pods.ts';

expectNoStrays();

const soon = (ms = 15_000) => new Timeout('The test', ms);
let cluster: EmbeddedCluster;
let connection: KubeConnection;
let pods: PodStorage;
let cache: MemoryExitedPodCache;
let storage: MigratorStorage;

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
  cache = new MemoryExitedPodCache();
  storage = storageWith(60_000);
});
afterEach(() => cluster.clearFaults());

const storageWith = (reconnectTimeout: number) =>
  new MigratorStorage({
    metadataStorage: new MetadataStorage({ namespace: NAMESPACE }),
    apiClient: connection,
    reconnectTimeout,
    logger: new MemoryLog(),
    cache,
  });

let pairs = 0;
/** A pair that no other test has, and a run of it. */
function run(script: Script = LONG, claims: readonly string[] = []) {
  const id = ++pairs;
  const pair = { oldUser: `old-${id}`, newUser: `new-${id}` };
  const objects = migrator(pair, `run-${id}`, script, claims);
  return { ...pair, pair, objects, name: objects.pod.metadata.name };
}
const podOf = (objects: MigratorObjects) => pods.read(objects.pod.metadata.name, soon());
const ended = async (objects: MigratorObjects) =>
  until('its pod has ended', async () => ['Succeeded', 'Failed'].includes((await podOf(objects))?.status?.phase ?? ''));
const caught = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => expect.fail('it should have thrown'),
    (error: unknown) => error,
  );

test('the label of a run is the one that its objects carry', () => {
  expect(RUN_LABEL).toBe(LABELS.run);
});

describe('create', () => {
  test('makes the objects, waits for the start, and tells the status', async () => {
    const { oldUser, newUser, objects, name } = run();
    const status = await storage.create(oldUser, newUser, objects, soon());
    const pod = await podOf(objects);
    expect(status).toEqual({
      oldUser,
      newUser,
      podUid: pod?.metadata.uid,
      podName: name,
      startTime: pod?.status?.startTime,
      endTime: null,
      running: true,
      exitCode: null,
      reason: null,
    });
  });

  test('takes over what the same run has made before, so that it may be repeated', async () => {
    const { objects } = run(LONG, ['claim-taken-over']);
    const first = await storage.ensureObjects(objects, soon());
    const second = await storage.ensureObjects(objects, soon());
    expect(second.metadata.uid).toBe(first.metadata.uid);
  });

  test("refuses with 409 while another run's pod is in the way", async () => {
    const { pair, objects } = run();
    await storage.ensureObjects(objects, soon());
    const error = await caught(storage.ensureObjects(migrator(pair, 'another-run'), soon()));
    expect(error).toMatchObject({ name: 'KubernetesError', status: 409 });
    expect((await podOf(objects))?.metadata.labels?.[LABELS.run]).toBe(objects.pod.metadata.labels?.[LABELS.run]);
  });

  test("waits for another run's pod that is about to go, within its budget", async () => {
    const { pair, objects, name } = run({ ...LONG, ignoreSigterm: true });
    await storage.create(pair.oldUser, pair.newUser, objects, soon());
    await pods.delete(name, { gracePeriodSeconds: 2 }, soon());
    const next = migrator(pair, 'the-next-run');
    expect(isTimeoutError(await caught(storage.ensureObjects(next, soon(300))))).toBe(true);
    const made = await storage.ensureObjects(next, soon());
    expect(made.metadata.labels?.[LABELS.run]).toBe('the-next-run');
  });

  test('never gives a run a second pod: one that is about to go is the run’s pod all the same', async () => {
    const { pair, objects, name } = run({ ...LONG, ignoreSigterm: true });
    await storage.create(pair.oldUser, pair.newUser, objects, soon());
    await pods.delete(name, { gracePeriodSeconds: 600 }, soon());
    expect((await storage.ensureObjects(objects, soon())).metadata.deletionTimestamp).toBeDefined();
  });

  test('ends with TimeoutError where the pod does not start in time, and leaves it alone', async () => {
    await cluster.fault({ kind: 'unschedulable' });
    const { oldUser, newUser, objects } = run();
    const error = await caught(storage.create(oldUser, newUser, objects, soon(600)));
    expect(isTimeoutError(error)).toBe(true);
    expect((await podOf(objects))?.status?.phase).toBe('Pending');
  });

  test('ends with KubernetesError where the pod is removed before it starts', async () => {
    await cluster.fault({ kind: 'unschedulable' });
    const { objects, name } = run();
    await storage.ensureObjects(objects, soon());
    const waiting = caught(storage.waitForStart(objects, soon()));
    await pods.delete(name, { gracePeriodSeconds: 0 }, soon());
    expect(await waiting).toMatchObject({ name: 'KubernetesError', status: 404 });
  });

  test('ends with KubernetesError where the cluster refuses, or is not there', async () => {
    const { oldUser, newUser, objects } = run();
    await cluster.fault({ kind: 'forbidden', verb: 'create' });
    expect(await caught(storage.create(oldUser, newUser, objects, soon()))).toMatchObject({ status: 403 });
    await cluster.clearFaults();
    await cluster.fault({ kind: 'down' });
    const error = await caught(storage.create(oldUser, newUser, objects, soon()));
    expect(error instanceof KubernetesError && error.status).toBe(0);
  });
});

describe('the wait for a start outlasts', () => {
  test.each([
    ['a version too old, as an answer', { kind: 'gone', verb: 'watch', times: 3, as: 'http' }],
    ['a version too old, as an event', { kind: 'gone', verb: 'watch', times: 3 }],
    ['resets', { kind: 'reset', verb: 'watch', times: 3 }],
    ['a server in trouble', { kind: 'server-error', times: 3, status: 503 }],
    ['a silent watch, by reconnectTimeout', { kind: 'silent-watch', times: 1 }],
  ] as const)('%s', async (_, fault) => {
    await cluster.fault({ kind: 'unschedulable', forMs: 400 });
    const { objects } = run();
    await storage.ensureObjects(objects, soon());
    await cluster.fault(fault);
    const pod = await storageWith(1_000).waitForStart(objects, soon());
    expect(pod.status?.phase).toBe('Running');
  });

  test('a lost event, by a last look before its budget is over', async () => {
    await cluster.fault({ kind: 'unschedulable', forMs: 300 });
    await cluster.fault({ kind: 'silent-watch' });
    const { objects } = run();
    await storage.ensureObjects(objects, soon());
    const pod = await storage.waitForStart(objects, soon(2_000));
    expect(pod.status?.phase).toBe('Running');
  });
});

describe('delete', () => {
  test('waits until the objects are gone, and leaves what is remembered', async () => {
    const { oldUser, newUser, objects } = run({ exitCode: 0 }, ['claim-to-delete']);
    await storage.create(oldUser, newUser, objects, soon());
    await ended(objects);
    const status = await storage.getStatus(oldUser, newUser, objects, soon(), { clean: false });
    await storage.delete(oldUser, newUser, objects, soon());
    expect(await podOf(objects)).toBeUndefined();
    expect(await new ClaimStorage(connection, NAMESPACE).read('claim-to-delete', soon())).toBeUndefined();
    expect(await storage.getStatus(oldUser, newUser, objects, soon())).toEqual(status);
    await storage.delete(oldUser, newUser, objects, soon());
  });

  test('does not take another pod of that name for the one that was to go', async () => {
    const { pair, objects, name } = run({ ...LONG, ignoreSigterm: true });
    await storage.create(pair.oldUser, pair.newUser, objects, soon());
    const deleting = storage.delete(pair.oldUser, pair.newUser, objects, soon());
    await until('it is asked to go', async () => (await podOf(objects))?.metadata.deletionTimestamp !== undefined);
    await pods.delete(name, { gracePeriodSeconds: 0 }, soon());
    await storage.ensureObjects(migrator(pair, 'the-next-run'), soon());
    await deleting;
    expect((await podOf(objects))?.metadata.labels?.[LABELS.run]).toBe('the-next-run');
  });

  test("leaves another run's pod alone", async () => {
    const { pair, objects } = run();
    await storage.ensureObjects(objects, soon());
    await storage.delete(pair.oldUser, pair.newUser, migrator(pair, 'another-run'), soon());
    expect((await podOf(objects))?.metadata.deletionTimestamp).toBeUndefined();
  });

  test('ends with TimeoutError where the pod does not go in time', async () => {
    const { oldUser, newUser, objects } = run({ ...LONG, ignoreSigterm: true });
    await storage.create(oldUser, newUser, objects, soon());
    expect(isTimeoutError(await caught(storage.delete(oldUser, newUser, objects, soon(400))))).toBe(true);
  });

  test('deletePod asks one pod to go and does not wait', async () => {
    const { oldUser, newUser, objects, name } = run({ ...LONG, ignoreSigterm: true });
    const { podUid } = await storage.create(oldUser, newUser, objects, soon());
    await storage.deletePod(name, { uid: podUid, gracePeriodSeconds: 600 }, soon());
    expect((await podOf(objects))?.metadata.deletionTimestamp).toBeDefined();
  });
});

describe('getStatus', () => {
  test('is null for a pair that was never attempted', async () => {
    const { oldUser, newUser, objects } = run();
    expect(await storage.getStatus(oldUser, newUser, objects, soon())).toBeNull();
  });

  test('remembers an exited pod and removes it, unless told not to', async () => {
    const { oldUser, newUser, objects } = run({ exitCode: 7 });
    await storage.create(oldUser, newUser, objects, soon());
    await ended(objects);
    const kept = await storage.getStatus(oldUser, newUser, objects, soon(), { clean: false });
    expect(kept).toMatchObject({ oldUser, newUser, running: false, exitCode: 7, reason: 'Error' });
    expect(await podOf(objects)).toBeDefined();
    expect(await storage.getStatus(oldUser, newUser, objects, soon())).toEqual(kept);
    expect(await podOf(objects)).toBeUndefined();
    expect(await storage.getStatus(oldUser, newUser, objects, soon())).toEqual(kept);
    expect(await cache.get(oldUser, newUser)).toEqual(kept);
  });

  test('neither remembers nor removes a pod that runs', async () => {
    const { oldUser, newUser, objects } = run();
    await storage.create(oldUser, newUser, objects, soon());
    expect(await storage.getStatus(oldUser, newUser, objects, soon())).toMatchObject({ running: true });
    expect((await podOf(objects))?.metadata.deletionTimestamp).toBeUndefined();
    expect(await cache.get(oldUser, newUser)).toBeNull();
  });

  test('an init container that failed gives the exit code', async () => {
    const { oldUser, newUser, objects } = run({ init: { exitCode: 4 } });
    await storage.create(oldUser, newUser, objects, soon());
    await ended(objects);
    expect(await storage.getStatus(oldUser, newUser, objects, soon())).toMatchObject({ running: false, exitCode: 4 });
  });

  test('throws KubernetesError and TimeoutError as they come', async () => {
    const { oldUser, newUser, objects } = run();
    await cluster.fault({ kind: 'forbidden', verb: 'get' });
    expect(await caught(storage.getStatus(oldUser, newUser, objects, soon()))).toMatchObject({ status: 403 });
    await cluster.clearFaults();
    await cluster.fault({ kind: 'hang' });
    expect(isTimeoutError(await caught(storage.getStatus(oldUser, newUser, objects, soon(200))))).toBe(true);
  });
});

describe('of the defects of the original', () => {
  test('defect f1: pairs whose names join to the same text never share a pod', async () => {
    const first = migrator({ oldUser: 'ab-to-cd', newUser: 'ef' }, 'run-f1-a', { exitCode: 0 });
    const second = migrator({ oldUser: 'ab', newUser: 'cd-to-ef' }, 'run-f1-b');
    await storage.create('ab-to-cd', 'ef', first, soon());
    await ended(first);
    expect(await storage.getStatus('ab', 'cd-to-ef', second, soon())).toBeNull();
    expect(await podOf(first)).toBeDefined();
  });

  test('defect f1: a pod of the reverse pair is neither reported nor removed', async () => {
    const { pair, objects } = run({ exitCode: 0 });
    await storage.create(pair.oldUser, pair.newUser, objects, soon());
    await ended(objects);
    const reverse = migrator({ oldUser: pair.newUser, newUser: pair.oldUser }, 'the-reverse-run');
    expect(reverse.pod.metadata.name).toBe(objects.pod.metadata.name);
    expect(await storage.getStatus(pair.newUser, pair.oldUser, reverse, soon())).toBeNull();
    expect(await podOf(objects)).toBeDefined();
  });

  test.each([
    ['defect f2: upper case, _, @ and /', 'Ada_L@example.org/x'],
    ['defect f3: a dot', 'ada.lovelace'],
    ['defect f4: a long name', 'a'.repeat(255)],
    ['defect f5: a path', 'x/../../victim'],
  ])('%s: the cluster takes the pod', async (_, oldUser) => {
    const objects = migrator({ oldUser, newUser: 'bob' }, `run-${oldUser.length}`, { exitCode: 0 });
    expect(await storage.create(oldUser, 'bob', objects, soon())).toMatchObject({ oldUser, newUser: 'bob' });
  });

  test('defect g1, g2: a pod that fits no node is running without a start time, neither cached nor deleted', async () => {
    await cluster.fault({ kind: 'unschedulable' });
    const { oldUser, newUser, objects } = run();
    await storage.ensureObjects(objects, soon());
    expect(await storage.getStatus(oldUser, newUser, objects, soon())).toMatchObject({
      running: true,
      startTime: null,
    });
    expect((await podOf(objects))?.metadata.deletionTimestamp).toBeUndefined();
    expect(await cache.get(oldUser, newUser)).toBeNull();
  });

  test('defect g3: a pod whose image cannot be pulled is neither cached nor deleted by getStatus', async () => {
    await cluster.fault({ kind: 'image-pull' });
    const { oldUser, newUser, objects } = run();
    const made = await storage.ensureObjects(objects, soon());
    const waits = async () => {
      const pod = await podOf(objects);
      const states = [...(pod?.status?.initContainerStatuses ?? []), ...(pod?.status?.containerStatuses ?? [])];
      return states.some(({ state }) => /ErrImagePull|ImagePullBackOff/.test(state?.waiting?.reason ?? ''));
    };
    await until('the pull has failed', waits);
    expect(await storage.getStatus(oldUser, newUser, objects, soon())).toMatchObject({ running: true });
    expect(await cache.get(oldUser, newUser)).toBeNull();
    const pod = await podOf(objects);
    expect(pod?.metadata.deletionTimestamp).toBeUndefined();
    expect((await storage.ensureObjects(objects, soon())).metadata.uid).toBe(made.metadata.uid);
    await cluster.clearFaults();
    expect((await storage.create(oldUser, newUser, objects, soon())).podUid).toBe(made.metadata.uid);
  });

  test('defect g4: an evicted pod has ended, is remembered and removed', async () => {
    const { oldUser, newUser, objects, name } = run();
    await storage.create(oldUser, newUser, objects, soon());
    await cluster.fault({ kind: 'evict', pod: name });
    await ended(objects);
    expect(await storage.getStatus(oldUser, newUser, objects, soon())).toMatchObject({
      running: false,
      reason: 'Evicted',
    });
    expect(await podOf(objects)).toBeUndefined();
  });

  test('defect M: the objects given are not changed', async () => {
    const { oldUser, newUser, objects } = run(LONG, ['claim-not-changed']);
    const before = JSON.stringify(objects);
    deepFreeze(objects);
    await storage.create(oldUser, newUser, objects, soon());
    await storage.getStatus(oldUser, newUser, objects, soon());
    expect(JSON.stringify(objects)).toBe(before);
  });

  test('defect N: a pair that waits for its start does not hold up another', async () => {
    const [slow, quick] = [run(), run()];
    await cluster.fault({ kind: 'unschedulable', pod: slow.name });
    let waiting = true;
    const pending = caught(storage.create(slow.oldUser, slow.newUser, slow.objects, soon(3_000))).finally(() => {
      waiting = false;
    });
    await until('its pod is there', async () => (await podOf(slow.objects)) !== undefined);
    await storage.create(quick.oldUser, quick.newUser, quick.objects, soon());
    expect(await storage.getStatus(slow.oldUser, slow.newUser, slow.objects, soon())).toMatchObject({ running: true });
    expect(waiting).toBe(true);
    expect(isTimeoutError(await pending)).toBe(true);
  });

  test('defect O: create again after the end starts no second copy', async () => {
    const { oldUser, newUser, objects } = run({ exitCode: 0 });
    const first = await storage.create(oldUser, newUser, objects, soon());
    await ended(objects);
    const second = await storage.create(oldUser, newUser, objects, soon());
    expect(second).toMatchObject({ podUid: first.podUid, running: false, exitCode: 0 });
  });
});

function deepFreeze(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  Object.freeze(value);
  for (const part of Object.values(value)) deepFreeze(part);
}

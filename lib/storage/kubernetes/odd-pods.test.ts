import { afterEach, beforeEach, expect, test } from 'vitest';
import { MemoryExitedPodCache } from '../exited-pod-cache.ts';
import type { PodStatus } from '../kube-objects.ts';
import { FaultServer } from '../testing/fault-server.ts';
import { MemoryLog } from '../testing/memory-log.ts';
import { testPod } from '../testing/pods.ts';
import { expectNoStrays } from '../testing/strays.ts';
import { Timeout } from '../timeout.ts';
import { connectKube, type KubeConnection } from './connection.ts';
import { MetadataStorage } from './metadata-storage.ts';
import { MigratorStorage } from './migrator-storage.ts';

expectNoStrays();

/** Shapes of a status that real clusters have, and that nothing can be made to show at will. */
const soon = () => new Timeout('The test', 5_000);
let server: FaultServer;
let connection: KubeConnection;
let cache: MemoryExitedPodCache;
let storage: MigratorStorage;
beforeEach(async () => {
  server = await new FaultServer().start();
  connection = await connectKube({ kubeconfig: server.kubeconfig });
  cache = new MemoryExitedPodCache();
  storage = new MigratorStorage({
    metadataStorage: new MetadataStorage({ namespace: 'homes' }),
    apiClient: connection,
    reconnectTimeout: 60_000,
    logger: new MemoryLog(),
    cache,
  });
});
afterEach(async () => {
  await connection.close();
  await server.close();
});

const statusOf = async (podStatus: PodStatus) => {
  const pod = server.put(testPod('a', { status: podStatus }));
  return await storage.getStatus('ada', 'bob', { pod, claims: [] }, soon());
};

test.each<[string, PodStatus]>([
  ['defect g1: Pending, container statuses absent', { phase: 'Pending' }],
  ['defect g1: no phase at all', {}],
  ['defect g2: no start time', { phase: 'Pending', containerStatuses: [{ name: 'migrate', state: {} }] }],
  [
    'defect g3: ContainerCreating',
    { phase: 'Pending', containerStatuses: [{ name: 'migrate', state: { waiting: { reason: 'ContainerCreating' } } }] },
  ],
  [
    'defect g5: Unknown without a terminated state',
    { phase: 'Unknown', containerStatuses: [{ name: 'migrate', state: { running: {} } }] },
  ],
])('%s: running, not cached, not deleted', async (_, podStatus) => {
  expect(await statusOf(podStatus)).toMatchObject({ running: true, exitCode: null, endTime: null });
  expect(await cache.get('ada', 'bob')).toBeNull();
  expect(server.objects.has('a')).toBe(true);
});

test.each<[string, PodStatus, object]>([
  [
    'defect g4: evicted, container statuses absent',
    { phase: 'Failed', reason: 'Evicted' },
    { exitCode: null, reason: 'Evicted' },
  ],
  [
    'defect g4: evicted, container statuses empty',
    { phase: 'Failed', reason: 'Evicted', containerStatuses: [] },
    { reason: 'Evicted' },
  ],
  [
    'defect g5: Failed without a terminated state',
    { phase: 'Failed', containerStatuses: [{ name: 'migrate', state: { running: {} } }] },
    { exitCode: null, reason: null },
  ],
  [
    'defect g6: finishedAt absent',
    { phase: 'Failed', containerStatuses: [{ name: 'migrate', state: { terminated: { exitCode: 6 } } }] },
    { exitCode: 6, endTime: null },
  ],
])('%s: ended, cached and deleted', async (_, podStatus, status) => {
  const seen = await statusOf(podStatus);
  expect(seen).toMatchObject({ running: false, ...status });
  expect(await cache.get('ada', 'bob')).toEqual(seen);
  expect(server.objects.has('a')).toBe(false);
});

test('a pod called failed before its container’s end is told is read once more', async () => {
  const told: PodStatus = {
    phase: 'Failed',
    containerStatuses: [{ name: 'migrate', state: { terminated: { exitCode: 8 } } }],
  };
  let reads = 0;
  server.fault = ({ method }) => {
    if (method === 'GET' && ++reads === 2) server.put(testPod('a', { status: told }));
    return false;
  };
  expect(await statusOf({ phase: 'Failed' })).toMatchObject({ exitCode: 8 });
});

test('a pod made anew under the name, its predecessor’s end unseen, is not the one that was to go', async () => {
  const pod = server.put(testPod('a', { uid: 'first' }));
  server.fault = ({ method }) => {
    if (method === 'DELETE') queueMicrotask(() => server.put(testPod('a', { uid: 'second' }), true));
    return false;
  };
  await storage.delete('ada', 'bob', { pod, claims: [] }, soon());
  expect(server.objects.get('a')?.metadata.uid).toBe('second');
});

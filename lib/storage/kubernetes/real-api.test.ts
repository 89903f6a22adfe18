import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LABELS, MANAGED_BY } from '#lib/migrations/names.ts';
import { isTimeoutError } from '../errors.ts';
import { MemoryLog } from '../testing/memory-log.ts';
import { INSTANCE, migrator } from '../testing/migrators.ts';
import { expectNoStrays } from '../testing/strays.ts';
import { until } from '../testing/until.ts';
import { Timeout } from '../timeout.ts';
import { ClusterMemory } from './cluster-memory.ts';
import { connectKube, type KubeConnection } from './connection.ts';
import { readLogTail } from './log-follow.ts';
import { MetadataStorage } from './metadata-storage.ts';
import { MigratorStorage } from './migrator-storage.ts';
import { PodStorage } from './pods.ts';

expectNoStrays();

/** Any cluster, or an API server without nodes; no pod has to run. */
const kubeconfig = process.env.REHOME_TEST_KUBECONFIG;
const namespace = `rehome-storage-${randomUUID().slice(0, 8)}`;
const soon = (ms = 20_000) => new Timeout('The test', ms);
/** A node that no cluster has, so that the pod waits wherever it is made. */
const NOWHERE = { 'rehome.dev/no-such-node': 'true' };

describe.skipIf(!kubeconfig)('against a real API server (skipped without REHOME_TEST_KUBECONFIG)', () => {
  let connection: KubeConnection;
  let pods: PodStorage;
  let storage: MigratorStorage;
  const object = { kind: 'Namespace', name: namespace };

  beforeAll(async () => {
    connection = await connectKube({ kubeconfig: kubeconfig ?? '' });
    pods = new PodStorage(connection, namespace);
    storage = new MigratorStorage({
      metadataStorage: new MetadataStorage({ namespace }),
      apiClient: connection,
      reconnectTimeout: 60_000,
      logger: new MemoryLog(),
    });
    const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } };
    await connection.request('create', object, { method: 'POST', path: '/api/v1/namespaces', body, timeout: soon() });
    const account = { kind: 'ServiceAccount', namespace, name: 'default' };
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
    const there = () =>
      connection.request('read', account, { path, timeout: soon() }).then(
        () => true,
        () => false,
      );
    await until('the namespace can take pods', there, 20_000);
  });
  afterAll(async () => {
    const path = `/api/v1/namespaces/${namespace}`;
    await connection?.request('delete', object, { method: 'DELETE', path, timeout: soon() });
    await connection?.close();
  });

  const objectsFor = (id: string) => {
    const { pod, claims } = migrator({ oldUser: `old-${id}`, newUser: `new-${id}` }, `run-${id}`);
    return {
      claims,
      pod: { ...pod, metadata: { ...pod.metadata, namespace }, spec: { ...pod.spec, nodeSelector: NOWHERE } },
    };
  };

  test('a run’s objects are made once, wait, are left alone, and are removed', async () => {
    const objects = objectsFor('1');
    const made = await storage.ensureObjects(objects, soon());
    expect((await storage.ensureObjects(objects, soon())).metadata.uid).toBe(made.metadata.uid);
    expect(await storage.getStatus('old-1', 'new-1', objects, soon())).toMatchObject({
      running: true,
      startTime: null,
    });
    const late = await storage.waitForStart(objects, soon(1_500)).catch((error: unknown) => error);
    expect(isTimeoutError(late)).toBe(true);
    await storage.delete('old-1', 'new-1', objects, soon());
    expect(await pods.read(made.metadata.name, soon())).toBeUndefined();
  });

  test('a pod that waits has no log, and a UID protects its namesake', async () => {
    const { pod } = objectsFor('2');
    const { name } = (await pods.create(pod, soon())).metadata;
    const source = { namespace, pod: name, container: 'migrate' };
    expect(await readLogTail(connection, source, { maxBytes: 100, tailLines: 10 }, soon())).toBeUndefined();
    await pods.delete(name, { uid: randomUUID() }, soon());
    expect((await pods.read(name, soon()))?.metadata.deletionTimestamp).toBeUndefined();
  });

  test('the memory sees what comes and goes, page by page and by watch', async () => {
    const memory = new ClusterMemory({
      connection,
      namespace,
      ownLabels: { [LABELS.managedBy]: MANAGED_BY, [LABELS.instance]: INSTANCE },
      reconnectTimeout: 3_000,
      log: new MemoryLog(),
      pageSize: 1,
    });
    for (const id of ['3', '4']) await pods.create(objectsFor(id).pod, soon());
    memory.start();
    await memory.ready(soon());
    const first = objectsFor('3').pod.metadata.name;
    const uid = memory.pod(first)?.metadata.uid ?? '';
    const { pod: later } = objectsFor('5');
    await pods.create(later, soon());
    await until('it sees the later one', () => memory.pod(later.metadata.name) !== undefined);
    await pods.delete(first, { uid, gracePeriodSeconds: 0 }, soon());
    await until('it sees the first go', () => memory.pod(first) === undefined);
    expect(memory.lastSeen(uid)?.metadata.name).toBe(first);
    expect(memory.contact()).toMatchObject({ state: 'live', problem: null });
    await memory.stop();
  });
});

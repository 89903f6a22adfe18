import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EmbeddedCluster, startEmbeddedCluster } from '#embedded-cluster/testing.ts';
import { LONG, migrator, NAMESPACE, SEED } from '../testing/migrators.ts';
import { expectNoStrays } from '../testing/strays.ts';
import { until } from '../testing/until.ts';
import { Timeout } from '../timeout.ts';
import { ClaimStorage } from './claims.ts';
import { connectKube, type KubeConnection } from './connection.ts';
import { PodStorage } from './pods.ts';

expectNoStrays();

const soon = () => new Timeout('The test', 10_000);
let cluster: EmbeddedCluster;
let connection: KubeConnection;
let pods: PodStorage;
beforeAll(async () => {
  cluster = await startEmbeddedCluster({ seed: SEED });
  connection = await connectKube({ kubeconfig: cluster.kubeconfig() });
  pods = new PodStorage(connection, NAMESPACE);
});
afterAll(async () => {
  await connection.close();
  await cluster.stop();
});

let runs = 0;
const objects = (claims: readonly string[] = []) => {
  const id = String(++runs);
  return migrator({ oldUser: `old-${id}`, newUser: `new-${id}` }, `run-${id}`, LONG, claims);
};

test('a pod can be created, read, listed by label and deleted; absence is undefined, and gone is deleted', async () => {
  const { pod } = objects();
  const { name, labels } = pod.metadata;
  expect(await pods.read(name, soon())).toBeUndefined();
  const made = await pods.create(pod, soon());
  expect((await pods.read(name, soon()))?.metadata.uid).toBe(made.metadata.uid);
  const selector = `rehome.dev/run=${labels?.['rehome.dev/run']}`;
  expect((await pods.list(selector, soon())).map(({ metadata }) => metadata.name)).toEqual([name]);
  expect(await pods.list('rehome.dev/run=another', soon())).toEqual([]);
  await pods.delete(name, { gracePeriodSeconds: 0 }, soon());
  await until('it is gone', async () => (await pods.read(name, soon())) === undefined);
  await pods.delete(name, {}, soon());
});

test("with a UID, another's pod of that name is never deleted, and ours counts as gone", async () => {
  const { pod } = objects();
  await pods.create(pod, soon());
  await pods.delete(pod.metadata.name, { uid: 'that-of-an-earlier-pod' }, soon());
  const still = await pods.read(pod.metadata.name, soon());
  expect(still).toBeDefined();
  expect(still?.metadata.deletionTimestamp).toBeUndefined();
});

test('a name that is taken is status 409', async () => {
  const { pod } = objects();
  await pods.create(pod, soon());
  await expect(pods.create(pod, soon())).rejects.toMatchObject({ status: 409, reason: 'AlreadyExists' });
});

test('a claim can be created, read, listed and deleted', async () => {
  const storage = new ClaimStorage(connection, NAMESPACE);
  const [claim] = objects(['claim-of-a-test']).claims;
  if (!claim) throw new Error('no claim');
  await storage.create(claim, soon());
  expect(await storage.list(undefined, soon())).toHaveLength(1);
  await storage.delete(claim.metadata.name, {}, soon());
  await until('it is gone', async () => (await storage.read(claim.metadata.name, soon())) === undefined);
});

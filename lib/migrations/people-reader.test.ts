import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '#lib/storage/testing/until.ts';
import { ACTOR, type Rig, startRig } from '#lib/testing/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ limits: { reconnectTimeout: '5s' } });
});
afterAll(() => rig.stop());

const contact = async () => (await rig.services.reader.shell(ACTOR)).contact.state;

test('a person is said to have no running server only while the cluster is heard', async () => {
  await until('the cluster is heard', async () => (await contact()) === 'live');
  expect(await rig.services.reader.person('old1')).toMatchObject({ username: 'old1', server: null });
  for (const verb of ['list', 'watch'] as const)
    await rig.cluster.fault({ kind: 'server-error', verb, resource: 'pods' });
  await rig.cluster.fault({ kind: 'drop-watch', resource: 'pods' });
  await until('it is not heard', async () => (await contact()) === 'retrying');
  expect(await rig.services.reader.person('old1')).not.toHaveProperty('server');
});

import { afterEach, expect, test } from 'vitest';
import { ACTOR, NAMESPACE, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';

let rig: Rig;
afterEach(() => rig.stop());

/** A rig whose homes lie in one claim, bound to a volume of that policy, and a pod of a failed run that mounts it. */
async function leftBehind(policy: string, faults: (rig: Rig) => Promise<unknown> = async () => {}): Promise<void> {
  const volume = { persistentVolumeClaim: { claimName: 'home-nfs' } };
  rig = await startRig({ layout: { layout: 'shared', volume, path: '{username}', owner: { uid: 1000, gid: 100 } } });
  await faults(rig);
  const size = { storage: '1Gi' };
  await make('persistentvolumes', {
    ...{ apiVersion: 'v1', kind: 'PersistentVolume', metadata: { name: 'volume-of-homes' } },
    spec: {
      ...{ capacity: size, accessModes: ['ReadWriteMany'], persistentVolumeReclaimPolicy: policy },
      hostPath: { path: rig.homes },
    },
  });
  await make(`namespaces/${NAMESPACE}/persistentvolumeclaims`, {
    ...{ apiVersion: 'v1', kind: 'PersistentVolumeClaim', metadata: { name: 'home-nfs' } },
    spec: { accessModes: ['ReadWriteMany'], storageClassName: '', resources: { requests: size } },
  });
  const failed = resultOf({ exitCode: 6, folder: null, folderState: 'none' });
  await rig.cluster.script({ steps: [], exitCode: 6, terminationMessage: failed });
  const run = await rig.services.service.start({ oldUser: 'old1', newUser: 'new1' }, ACTOR);
  await rig.until(run.id, ({ status, objects }) => status === 'failed' && objects === 'present');
}

async function make(path: string, object: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`${rig.cluster.url}/api/v1/${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(object),
  });
  expect(answer.status).toBe(201);
}

const claims = async () => (await rig.services.reader.cleanup()).claims;

test.each(['Delete', 'Retain'])('a volume of policy %s behind a leftover pod is told of', async (policy) => {
  await leftBehind(policy);
  await expect.poll(claims, { timeout: 20_000 }).toEqual([{ claim: 'home-nfs', policy }]);
});

test('where volumes may not be read the policy is not known', async () => {
  await leftBehind('Delete', ({ cluster }) =>
    cluster.fault({ kind: 'forbidden', verb: 'get', resource: 'persistentvolumes' }),
  );
  await expect.poll(claims, { timeout: 20_000 }).toEqual([{ claim: 'home-nfs', policy: null }]);
});

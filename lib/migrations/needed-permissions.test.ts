import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTOR, type Rig, startRig } from '#lib/testing/rig.ts';

let rig: Rig;
beforeAll(async () => {
  const volume = { persistentVolumeClaim: { claimName: 'home-nfs' } };
  rig = await startRig({ layout: { layout: 'shared', volume, path: '{username}', owner: { uid: 1000, gid: 100 } } });
});
afterAll(() => rig.stop());

test('what Rehome does without is told beside what it needs, and makes the check fail never', async () => {
  const all = { ok: true, problems: [], headline: expect.stringContaining('all 9 permissions it needs') };
  expect(await rig.services.tests.checkPermissions(ACTOR)).toMatchObject({ ...all, seen: [] });
  await rig.cluster.fault({ kind: 'forbidden', verb: 'get', resource: 'persistentvolumes' });
  expect(await rig.services.tests.checkPermissions(ACTOR)).toMatchObject({
    ...all,
    seen: [
      'Optional, and missing: get persistentvolumes. Cleanup cannot tell what becomes of a volume when its claim is deleted.',
    ],
  });
});

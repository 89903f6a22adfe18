import { afterEach, expect, test } from 'vitest';
import { ACTOR, NAMESPACE, type Rig, startRig } from '#lib/testing/rig.ts';
import { podName } from './names.ts';

const pair = { oldUser: 'old1', newUser: 'new1' };
let rig: Rig;
afterEach(() => rig.stop());

test('a pod of somebody else that has the name is told as what it is, while the run waits and when it gave up', async () => {
  rig = await startRig({ limits: { startTimeout: '3s' } });
  const name = podName('rehome', pair, 'copy', '');
  const made = await fetch(`${rig.cluster.url}/api/v1/namespaces/${NAMESPACE}/pods`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...{ apiVersion: 'v1', kind: 'Pod', metadata: { name } },
      spec: { restartPolicy: 'Never', containers: [{ name: 'c', image: 'rehome', command: ['sleep', '60'] }] },
    }),
  });
  expect(made.status).toBe(201);
  const run = await rig.services.service.start(pair, ACTOR);
  const waiting = await rig.until(run.id, ({ reason }) => reason !== null && reason.key !== 'no_contact');
  expect(waiting.reason).toMatchObject({ key: 'in_the_way', raw: expect.stringContaining(name) });
  const ended = await rig.ended(run.id);
  expect(ended).toMatchObject({ code: 'RH-240', folderState: 'none' });
  expect(ended.explanation?.observed.map(({ value }) => value).join(' ')).toContain('Another pod');
});

test('a run whose claims may not be listed says so, and can be stopped', async () => {
  rig = await startRig({ layout: { layout: 'claimPerUser' } });
  await rig.cluster.fault({ kind: 'forbidden', verb: 'list', resource: 'persistentvolumeclaims' });
  const run = await rig.services.service.start(pair, ACTOR);
  const waiting = await rig.until(run.id, ({ reason }) => reason !== null && reason.key !== 'no_contact');
  expect(waiting).toMatchObject({ status: 'queued', reason: { key: 'claims_unknown' } });
  expect(waiting.reason?.sentence).toContain('may not list');
  await rig.services.service.stop(run.id, ACTOR);
  expect(await rig.ended(run.id)).toMatchObject({ code: 'RH-602' });
});

import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LABELS } from '#lib/migrations/names.ts';
import { ACTOR, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';

let rig: Rig;
let next = 0;
const start = () => rig.services.service.start({ oldUser: `old${++next}`, newUser: `new${next}` }, ACTOR);
const podsOf = async (runId: string) =>
  (await rig.cluster.creations()).filter(({ labels }) => labels[LABELS.run] === runId);

beforeAll(async () => {
  rig = await startRig({ limits: { startTimeout: '4s', reconnectTimeout: '3s' } });
});
afterAll(() => rig.stop());
beforeEach(async () => {
  await rig.cluster.clearFaults();
  await rig.cluster.script({ steps: [{ delayMs: 500 }], exitCode: 0, terminationMessage: resultOf({}) });
});

test('a pod whose making was never answered is the run’s own, also where making it again is refused', async () => {
  await rig.cluster.fault({ kind: 'silent-watch' });
  await rig.cluster.fault({ kind: 'drop-watch' });
  await rig.cluster.fault({ kind: 'lost-answer', verb: 'create', resource: 'pods', times: 1 });
  await rig.cluster.fault({ kind: 'forbidden', verb: 'create', resource: 'pods' });
  const run = await start();
  await rig.until(run.id, ({ reason }) => reason?.key === 'no_answer');
  const [made] = await podsOf(run.id);
  const ended = await rig.ended(run.id);
  expect(ended).toMatchObject({ status: 'succeeded', code: 'RH-000', pod: { uid: made?.uid } });
});

describe('at the start deadline', () => {
  const deadlines = [
    ['no node fits', { kind: 'unschedulable' }, 'RH-241', 1],
    ['the image cannot be pulled', { kind: 'image-pull' }, 'RH-246', 1],
    ['the cluster fails to make the pod', { kind: 'server-error', verb: 'create', resource: 'pods' }, 'RH-240', 0],
    ['the cluster asks to wait', { kind: 'too-many', verb: 'create', resource: 'pods' }, 'RH-240', 0],
  ] as const;
  test.each(deadlines)('a run ends as never started where %s', async (_, fault, code, made) => {
    await rig.cluster.fault(fault);
    const run = await start();
    const ended = await rig.ended(run.id);
    expect(ended).toMatchObject({ status: 'failed', code, folderState: 'none' });
    expect(await podsOf(run.id)).toHaveLength(made);
    await rig.cluster.clearFaults();
    const again = await rig.services.service.start({ oldUser: run.oldUser, newUser: run.newUser }, ACTOR);
    expect((await rig.ended(again.id)).code).toBe('RH-000');
  });
});

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Actor } from '#lib/access/roles.ts';
import { until } from '#lib/storage/testing/until.ts';
import { ACTOR, line, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';
import type { Pair } from './names.ts';

let rig: Rig;
let next = 0;
const pair = (): Pair => ({ oldUser: `old${++next}`, newUser: `new${next}` });
const VIEWER: Actor = { ...ACTOR, role: 'viewer' };

beforeAll(async () => {
  rig = await startRig({ policy: { keepPods: 'failed' } });
});
afterAll(() => rig.stop());
beforeEach(() => rig.cluster.script(null));

const copying = [{ line: line(0, { type: 'phase', phase: 'copying' }) }];
const partial = resultOf({ exitCode: 6, folderState: 'partial', folder: null });
const failing = { steps: copying, exitCode: 6, terminationMessage: partial };
const killed = { steps: copying, exitCode: 137 };
const good = { steps: copying, exitCode: 0, terminationMessage: resultOf({}) };
const waiting = { steps: [...copying, { delayMs: 60_000 }], onSigterm: { exitCode: 11, terminationMessage: partial } };

const contextOf = (who: Pair, actor = ACTOR) => rig.services.reader.pairContext(who, actor);
const start = (who: Pair) => rig.services.service.start(who, ACTOR);

async function endedBy(script: object, ask: () => Promise<{ readonly id: string }>) {
  await rig.cluster.script(script);
  return rig.ended((await ask()).id);
}

test.each([
  ['left', failing, 'partial'],
  ['may have left', killed, 'unknown'],
])(
  'a run that %s a partial copy is offered to who may run, until another run goes on in it',
  async (_, script, state) => {
    const who = pair();
    const first = await endedBy(script, () => start(who));
    expect(first.folderState).toBe(state);
    expect((await contextOf(who)).partial).toEqual({ runId: first.id, mayResume: true });
    expect((await contextOf(who, VIEWER)).partial).toEqual({ runId: first.id, mayResume: false });
    expect((await contextOf({ oldUser: who.newUser, newUser: who.oldUser })).partial).toBeNull();
    const second = await endedBy(good, () => rig.services.service.resume(first.id, ACTOR));
    expect(second.status).toBe('succeeded');
    expect((await contextOf(who)).partial).toBeNull();
  },
);

test('of several partial copies the newest is offered', async () => {
  const who = pair();
  await endedBy(failing, () => start(who));
  const second = await endedBy(failing, () => start(who));
  expect((await contextOf(who)).partial?.runId).toBe(second.id);
});

test('the run in the way is named, also where it is another pair’s, and other pairs of either account are told', async () => {
  const [one, two] = [pair(), pair()];
  const chain = { oldUser: one.newUser, newUser: two.oldUser };
  const done = await endedBy(good, () => start(one));
  expect(await contextOf(chain)).toMatchObject({ conflict: null, inTheWay: null });
  expect((await contextOf(chain)).others).toEqual([
    { ...one, runId: done.id, runNumber: 1, status: 'succeeded', at: done.endedAt },
  ]);
  await rig.cluster.script(waiting);
  const running = await start(two);
  await rig.until(running.id, ({ status }) => status === 'copying');
  const context = await contextOf({ oldUser: one.oldUser, newUser: two.oldUser });
  expect(context.inTheWay).toEqual({ id: running.id, number: running.number });
  expect(context.conflict).toContain(two.newUser);
  expect(context.others.map(({ runId }) => runId)).toEqual([running.id, done.id]);
  await rig.services.service.stop(running.id, ACTOR);
  await rig.ended(running.id);
});

test('a pod that was kept is told of, either way, and goes when the next run of its pair starts', async () => {
  const who = pair();
  const reverse = { oldUser: who.newUser, newUser: who.oldUser };
  const first = await endedBy(failing, () => start(who));
  await rig.until(first.id, ({ objects }) => objects === 'present');
  await until('the pod is kept', async () => (await contextOf(who)).keptPod !== null);
  expect((await contextOf(who)).keptPod).toContain('kept of run #1 is removed');
  expect((await contextOf(reverse)).keptPod).toContain('kept of run #1 the other way is');
  expect((await contextOf(pair())).keptPod).toBeNull();
  await endedBy(good, () => start(reverse));
  await rig.until(first.id, ({ objects }) => objects === 'removed');
  expect((await contextOf(who)).keptPod).toBeNull();
});

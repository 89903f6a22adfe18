import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTOR, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';
import { ANY_AUDIT } from './audit-query.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

test('a pod that the cluster does not let go is told of, and the others are removed all the same', async () => {
  await rig.cluster.script({
    steps: [],
    exitCode: 6,
    terminationMessage: resultOf({ exitCode: 6, folderState: 'none' }),
  });
  const { service, reader } = rig.services;
  for (const at of [1, 2]) {
    const run = await service.start({ oldUser: `old${at}`, newUser: `new${at}` }, ACTOR);
    await rig.until(run.id, ({ objects, status }) => status === 'failed' && objects === 'present');
  }
  const { leftovers } = await reader.cleanup();
  const [first, second] = leftovers;
  await rig.cluster.fault({ kind: 'forbidden', verb: 'delete', resource: 'pods', times: 1 });
  const outcome = await service.cleanUp(
    leftovers.map(({ uid }) => uid),
    ACTOR,
  );
  expect(outcome.removed).toEqual([second?.pod]);
  expect(outcome.kept).toMatchObject([{ pod: first?.pod, why: expect.stringContaining('does not let Rehome') }]);
  expect(outcome.kept[0]?.why).not.toMatch(/403/);

  await expect.poll(async () => (await reader.cleanup()).leftovers.length).toBe(1);
  const gone = second?.uid ?? '';
  expect(await service.cleanUp([gone, gone], ACTOR)).toEqual({ removed: [], kept: [] });
  const { rows } = await rig.services.audit.page(ANY_AUDIT, undefined, 'UTC');
  expect(rows.filter(({ object }) => object === `pod ${gone}`)).toMatchObject([
    { action: 'cleanup.remove', actor: 'tester', result: 'refused', detail: 'The pod had gone before.' },
  ]);
});

test('of several runs the leftovers of those that have any are removed, and each of the others says why not', async () => {
  const { service, many } = rig.services;
  const failed = await service.start({ oldUser: 'old3', newUser: 'new3' }, ACTOR);
  await rig.until(failed.id, ({ objects, status }) => status === 'failed' && objects === 'present');
  await rig.cluster.script({ steps: [{ delayMs: 60_000 }] });
  const running = await service.start({ oldUser: 'old4', newUser: 'new4' }, ACTOR);
  await rig.until(running.id, ({ status }) => status !== 'queued');
  expect(await many.cleanUp([failed.id, running.id], ACTOR)).toEqual({
    done: [failed.id],
    skipped: [{ runId: running.id, why: 'It has not ended.' }],
  });
  await rig.until(failed.id, ({ objects }) => objects !== 'present');
  expect((await many.cleanUp([failed.id], ACTOR)).skipped).toEqual([
    { runId: failed.id, why: 'It left nothing in the cluster.' },
  ]);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#lib/history/row-id.ts';
import { ACTOR, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';
import { ANY_AUDIT } from './audit-query.ts';
import { DEFAULT_QUERY } from './list-query.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

test('of several runs those that can be stopped are, and each of the others says why not', async () => {
  const { service, many, reader } = rig.services;
  const failure = { exitCode: 6, folderState: 'none' } as const;
  await rig.cluster.script({ steps: [], exitCode: 6, terminationMessage: resultOf(failure) });
  const failed = await service.start({ oldUser: 'old1', newUser: 'new1' }, ACTOR);
  await rig.until(failed.id, ({ status }) => status === 'failed');
  await rig.cluster.script({ steps: [{ delayMs: 60_000 }] });
  const running = await service.start({ oldUser: 'old2', newUser: 'new2' }, ACTOR);
  const nobody = newId();
  const outcome = await many.stop([failed.id, running.id, running.id, nobody], ACTOR);
  expect(outcome).toEqual({
    done: [running.id],
    skipped: [
      { runId: failed.id, why: 'It had ended.' },
      { runId: nobody, why: 'There is no such run.' },
    ],
  });

  const attention = async () => (await reader.list({ ...DEFAULT_QUERY, preset: 'attention' })).counts.attention;
  expect(await attention()).toBe(1);
  const seenOn = async (runId: string, role: 'admin' | 'viewer' = 'admin') => {
    const { seenAt, seenBy, actions } = await reader.detail(runId, { ...ACTOR, role });
    return {
      seenBy,
      isTimed: seenAt !== null && Math.abs(Date.parse(seenAt) - Date.now()) < 60_000,
      may: actions.markSeen,
    };
  };
  expect(await seenOn(failed.id)).toEqual({ seenBy: null, isTimed: false, may: true });
  expect(await seenOn(failed.id, 'viewer')).toMatchObject({ may: false });
  expect(await seenOn(running.id)).toMatchObject({ may: false });
  expect(await many.markSeen([failed.id, running.id], ACTOR)).toEqual({
    done: [failed.id],
    skipped: [{ runId: running.id, why: 'It did not fail.' }],
  });
  expect(await attention()).toBe(0);
  expect(await seenOn(failed.id)).toEqual({ seenBy: ACTOR.name, isTimed: true, may: false });
  expect((await many.markSeen([failed.id], ACTOR)).skipped).toEqual([
    { runId: failed.id, why: 'Somebody had seen it.' },
  ]);
  expect((await reader.list(DEFAULT_QUERY)).runs.find(({ id }) => id === failed.id)?.seenBy).toBe(ACTOR.name);

  const { rows } = await rig.services.audit.page({ ...ANY_AUDIT, result: 'refused' }, undefined, 'UTC');
  const stop = { action: 'migration.stop', actor: ACTOR.name };
  const seen = { action: 'migration.seen', actor: ACTOR.name };
  expect(rows).toMatchObject([
    { ...seen, object: failed.id, oldUser: 'old1', newUser: 'new1', detail: 'Somebody had seen it.' },
    { ...seen, object: running.id, oldUser: 'old2', newUser: 'new2', detail: 'It did not fail.' },
    { ...stop, object: nobody, oldUser: null, detail: 'There is no such run.' },
    { ...stop, object: failed.id, oldUser: 'old1', newUser: 'new1', detail: 'It had ended.' },
  ]);
});

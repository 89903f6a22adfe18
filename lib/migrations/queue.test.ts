import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openHistory } from '#lib/history/open.ts';
import { newId } from '#lib/history/row-id.ts';
import { LABELS } from '#lib/migrations/names.ts';
import { ACTOR, type Rig, startRig } from '#lib/testing/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ limits: { concurrency: 1 } });
});
afterAll(() => rig.stop());

/** Records runs of their own pairs as queued, while no server is at work. */
async function enqueue(count: number): Promise<string[]> {
  const history = await openHistory(`sqlite:${join(rig.folder, 'history.db')}`, { realm: 'default' });
  const now = Date.now();
  const ids = Array.from({ length: count }, (_, at) => newId(now + at));
  for (const [at, id] of ids.entries()) {
    const pair = { oldUser: `old${at + 1}`, newUser: `new${at + 1}` };
    const audit = {
      at: now,
      actor: ACTOR.name,
      source: ACTOR.source,
      action: 'migration.start',
      object: id,
      why: null,
    };
    const asked = { requestedBy: ACTOR.name, requestedAt: now + at, settings: {}, folder: `migrated-${at}` };
    const started = await history.startRun({ id, kind: 'copy', ...pair, ...asked, audit: { ...audit, ...pair } });
    expect(started.ok).toBe(true);
  }
  await history.close();
  return ids;
}

test('of runs that are looked at in one pass, only as many start as the limit allows, the oldest first', async () => {
  await rig.cluster.script({ steps: [{ delayMs: 60_000 }] });
  let ids: string[] = [];
  await rig.restart(async () => {
    ids = await enqueue(6);
  });
  const [first, ...others] = ids;
  await rig.until(first ?? '', ({ pod }) => pod !== null);
  for (const id of others) await rig.until(id, ({ reason, pod }) => reason?.key === 'limit' || pod !== null);
  const made = (await rig.cluster.creations()).map(({ labels }) => labels[LABELS.run]);
  expect(made).toEqual([first]);
});

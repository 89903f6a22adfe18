import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openHistory } from '#lib/history/open.ts';
import { newId } from '#lib/history/row-id.ts';
import { ACTOR, type Rig, startRig } from '#lib/testing/rig.ts';
import { MISSED_MS } from './decide.ts';

let rig: Rig;
let next = 0;
/** A pair that no other test has. */
const pair = () => ({ oldUser: `old${++next}`, newUser: `new${next}` });
const start = (inMs: number, more: object = {}) =>
  rig.services.service.start({ ...pair(), notBefore: Date.now() + inMs, ...more }, ACTOR);
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  rig = await startRig({ homes: ['anna', 'anna.new'] });
});
afterAll(() => rig.stop());
beforeEach(() => rig.cluster.script({ steps: [{ delayMs: 60_000 }] }));

const podsMade = async () => (await rig.cluster.creations()).length;
/** Records a run as it was asked for before, while no server is at work. */
async function recordDue(notBefore: number): Promise<string> {
  const history = await openHistory(`sqlite:${join(rig.folder, 'history.db')}`, { realm: 'default' });
  const id = newId(notBefore);
  const audit = { at: notBefore, actor: ACTOR.name, action: 'migration.start' };
  const asked = { requestedBy: ACTOR.name, requestedAt: notBefore - 1000, settings: {}, folder: 'migrated-x' };
  const started = await history.startRun({ id, kind: 'copy', ...pair(), ...asked, notBefore, audit });
  expect(started.ok).toBe(true);
  await history.close();
  return id;
}

describe('a run that is to start at a time', () => {
  test('waits for it without a pod or a place in the queue, then starts within two seconds of it', async () => {
    const before = await podsMade();
    const startsAt = Date.now() + 2_500;
    const run = await rig.services.service.start({ ...pair(), notBefore: startsAt }, ACTOR);
    expect(run).toMatchObject({ status: 'queued', startsAt: new Date(startsAt).toISOString(), queuePosition: null });
    const waiting = await rig.until(run.id, ({ reason }) => reason?.key === 'scheduled');
    expect(waiting).toMatchObject({ status: 'queued', queuePosition: null, actions: { stop: true, startNow: true } });
    expect(await podsMade()).toBe(before);
    const launched = await rig.until(run.id, ({ timeline }) =>
      timeline.some(({ what }) => what === 'Objects asked for'),
    );
    expect(launched.startsAt).toBeUndefined();
    expect(launched.actions.startNow).toBe(false);
    const at = Date.parse(launched.timeline.find(({ what }) => what === 'Objects asked for')?.at ?? '');
    expect(at).toBeGreaterThanOrEqual(startsAt);
    expect(at).toBeLessThan(startsAt + 2_000);
    await rig.services.service.stop(run.id, ACTOR);
  });

  test('keeps the pair to itself meanwhile, as one that is queued does', async () => {
    const run = await start(HOUR_MS);
    const again = rig.services.service.start({ oldUser: run.oldUser, newUser: run.newUser }, ACTOR);
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    await rig.services.service.stop(run.id, ACTOR);
  });

  test('can be cancelled before it began, and leaves nothing', async () => {
    const before = await podsMade();
    const { id } = await start(HOUR_MS);
    await rig.services.service.stop(id, ACTOR);
    expect(await rig.ended(id)).toMatchObject({ status: 'cancelled', code: 'RH-602', pod: null, folderState: 'none' });
    expect(await podsMade()).toBe(before);
  });

  test('can be started now, once, and the story says who did that', async () => {
    const { id } = await start(HOUR_MS);
    await rig.services.schedule.startNow(id, ACTOR);
    const run = await rig.until(id, ({ pod }) => pod !== null);
    expect(run.timeline.find(({ what }) => what === 'Start brought forward')).toMatchObject({ by: 'tester' });
    await expect(rig.services.schedule.startNow(id, ACTOR)).rejects.toMatchObject({ code: 'conflict' });
    await expect(rig.services.schedule.startNow(newId(1), ACTOR)).rejects.toMatchObject({ code: 'not_found' });
    await rig.services.service.stop(id, ACTOR);
  });

  test('starts late where Rehome was away for less than an hour, and waits on where it was away before', async () => {
    let late = '';
    const { id: ahead } = await start(HOUR_MS);
    await rig.restart(async () => {
      late = await recordDue(Date.now() - MISSED_MS / 2);
    });
    await rig.until(late, ({ pod }) => pod !== null);
    expect(await rig.until(ahead, ({ reason }) => reason?.key === 'scheduled')).toMatchObject({ status: 'queued' });
    for (const id of [late, ahead]) await rig.services.service.stop(id, ACTOR);
  });

  test('is rejected with the reason where it missed its time by more than an hour, and its pair is free again', async () => {
    let missed = '';
    await rig.restart(async () => {
      missed = await recordDue(Date.now() - MISSED_MS - 60_000);
    });
    const run = await rig.ended(missed);
    expect(run).toMatchObject({ status: 'rejected', code: 'RH-610', folderState: 'none', pod: null });
    expect(run.explanation?.observed).toContainEqual({
      ...{ label: 'Why it did not start', value: 'Rehome was not running at that time.' },
    });
    const again = await rig.services.service.start({ oldUser: run.oldUser, newUser: run.newUser }, ACTOR);
    await rig.services.service.stop(again.id, ACTOR);
  });
});

test.each([-2 * 60_000, 31 * 24 * HOUR_MS])('no run is to start in %i ms', async (inMs) => {
  const refused = start(inMs);
  await expect(refused).rejects.toMatchObject({ code: 'invalid', fields: { notBefore: expect.any(String) } });
});

test('the note to the user is kept with the run, told to its pod, and stands in the receipt', async () => {
  await rig.cluster.script(null);
  const note = 'Your files, $(HOME).\nGrüße, Dana';
  const { id } = await rig.services.service.start({ oldUser: 'anna', newUser: 'anna.new', note }, ACTOR);
  const run = await rig.ended(id);
  expect(run).toMatchObject({ status: 'succeeded', noteToUser: note });
  expect(run.settings).toContainEqual({ label: 'Note to the user', value: note });
  const folder = join(rig.homes, 'anna.new', run.folder);
  expect(readdirSync(folder)).toContain('REHOME-RECEIPT.txt');
  const receipt = readFileSync(join(folder, 'REHOME-RECEIPT.txt'), 'utf8');
  expect(receipt).toContain('A note from the administrator:\n  | Your files, $(HOME).\n  | Grüße, Dana\n');
});

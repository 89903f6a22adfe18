import { statfsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTOR, line, type Rig, startRig } from '#lib/testing/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ homes: ['anna', 'anna.new'], limits: { concurrency: 1 } });
});
afterAll(() => rig.stop());

const read = (zone = 'UTC', now = new Date().toISOString()) => rig.services.reader.overview({ zone, now });
const start = (oldUser: string, newUser: string) => rig.services.service.start({ oldUser, newUser }, ACTOR);

test('before the first run it is empty, and nothing is known that nobody saw', async () => {
  const view = await read();
  expect(view).toMatchObject({ isEmpty: true, running: 0, starting: 0, queued: 0, recent: [], room: { seen: [] } });
  expect(view.days).toHaveLength(7);
});

test('a copy that ended is counted on its day, is among the recent, and tells how much is free', async () => {
  const run = await start('anna', 'anna.new');
  const ended = await rig.ended(run.id);
  const view = await read();
  expect(view).toMatchObject({ isEmpty: false, running: 0, failures: { count: 0 }, recent: [{ id: run.id }] });
  expect(view.days.at(-1)?.ends.done).toEqual({ runs: 1, bytes: ended.result?.bytes });
  expect(view.days.at(-1)?.files).toBe(ended.result?.files);
  const [room] = view.room.seen;
  expect(room).toMatchObject({ user: 'anna.new', asOf: ended.endedAt, run: { id: run.id } });
  expect(room?.bytesTotal).toBe(statfsSync(rig.homes).blocks * statfsSync(rig.homes).bsize);
});

test('days are those of the reader’s zone', async () => {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString();
  expect((await read('UTC', tomorrow)).days.at(-2)?.ends.done.runs).toBe(1);
  expect((await read('Pacific/Kiritimati')).days.at(-1)?.date).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test('a failure needs attention and is not among the recent; what runs and what waits is told apart', async () => {
  const failed = await start('nobody', 'anna.new');
  await rig.ended(failed.id);
  await rig.cluster.script({ steps: [{ line: line(0, { type: 'phase', phase: 'copying' }) }, { delayMs: 60_000 }] });
  const first = await start('old1', 'new1');
  await rig.until(first.id, ({ status }) => status === 'copying');
  const second = await start('old2', 'new2');
  const view = await read();
  expect(view).toMatchObject({ running: 1, queued: 1, slots: 1, launched: [{ id: first.id }] });
  expect(view.next).toMatchObject([{ id: second.id, queuePosition: 1 }]);
  expect(view.failures).toMatchObject({ count: 1, isMore: false, runs: [{ id: failed.id, code: 'RH-104' }] });
  expect(view.recent.map(({ id }) => id)).not.toContain(failed.id);
  expect(structuredClone(view)).toEqual(view);
});

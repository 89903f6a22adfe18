import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import type { FinalResult } from '#lib/migrations/wire.ts';
import { up as sumEnds } from './changes/0003-ends-and-unseen.ts';
import type { History } from './history.ts';
import { openHistory } from './open.ts';
import type { RunEnd } from './settle.ts';
import { sqliteDialect } from './sqlite.ts';
import { copyOf, NOW, scratchFile, scratchHistory, started } from './testing/scratch.ts';

const SLOT = NOW - (NOW % 900_000);
const done: RunEnd = { outcome: 'succeeded', code: 'RH-000', endedAt: NOW, bytesDone: 100, filesDone: 3 };
const failed: RunEnd = { ...done, outcome: 'failed', code: 'RH-308' };
let people = 0;
async function end(history: History, how: RunEnd, more: Parameters<typeof copyOf>[2] = {}): Promise<string> {
  people += 1;
  const run = await started(history, copyOf(`old${people}`, `new${people}`, more));
  expect(await history.settle(run.id, how)).toBe(true);
  return run.id;
}

test('ends are summed by outcome and quarter of an hour, each run once', async () => {
  const history = await scratchHistory();
  const id = await end(history, done);
  expect(await history.settle(id, done)).toBe(false);
  await end(history, { ...done, endedAt: SLOT + 899_999 });
  await end(history, { ...done, endedAt: SLOT + 900_000 });
  await end(history, failed);
  await end(history, done, { kind: 'check' });
  expect(await history.overview.endsIn('copy', [SLOT - 900_000, SLOT, SLOT + 900_000])).toEqual([
    { stretch: 1, outcome: 'failed', runs: 1, bytes: 100, files: 3 },
    { stretch: 1, outcome: 'succeeded', runs: 2, bytes: 200, files: 6 },
    { stretch: 2, outcome: 'succeeded', runs: 1, bytes: 100, files: 3 },
  ]);
  expect(await history.overview.endsIn('copy', [SLOT + 900_000])).toMatchObject([{ stretch: 0, runs: 1 }]);
  expect(await history.overview.endsIn('check', [SLOT])).toMatchObject([{ runs: 1, bytes: 0, files: 0 }]);
});

test('of a resumed copy only what it copied itself is summed', async () => {
  const history = await scratchHistory();
  const first = await end(history, failed);
  const result = { bytes: 300, files: 9, totalBytes: 300, kept: { run: first, bytes: 100, files: 3 } } as FinalResult;
  await end(history, { ...done, result }, { resumes: first });
  await end(history, { ...done, outcome: 'lost', code: 'RH-620' }, { resumes: first });
  const sums = await history.overview.endsIn('copy', [SLOT]);
  expect(sums.map(({ outcome, bytes, files }) => [outcome, bytes, files])).toEqual([
    ['failed', 100, 3],
    ['lost', 0, 0],
    ['succeeded', 200, 6],
  ]);
});

test('a failure is unseen until somebody acknowledges it, and then among the recent ends', async () => {
  const history = await scratchHistory();
  const [older, fine, newer] = [
    await end(history, failed),
    await end(history, { ...done, endedAt: NOW + 1 }),
    await end(history, { ...failed, outcome: 'lost', code: 'RH-620', endedAt: NOW + 2 }),
  ];
  const unseen = async () => {
    const { runs, count } = await history.overview.unseenFailures(10);
    return [count, ...runs.map(({ id }) => id)];
  };
  const recent = async () => (await history.overview.recentEnds(10, 50)).map(({ id }) => id);
  expect(await unseen()).toEqual([2, newer, older]);
  expect(await recent()).toEqual([fine]);
  await history.acknowledge(newer, 'erin', NOW);
  expect(await unseen()).toEqual([1, older]);
  expect(await recent()).toEqual([newer, fine]);
});

test('what is at work and what waits are told apart, oldest first, and counted by state', async () => {
  const history = await scratchHistory();
  const ids: string[] = [];
  for (const at of [1, 2, 3, 4]) {
    const run = await started(history, copyOf(`a${at}`, `b${at}`, { requestedAt: NOW + at }));
    ids.push(run.id);
  }
  await history.update(ids[2] ?? '', { state: 'copying' });
  await history.update(ids[1] ?? '', { state: 'verifying', stalled: true });
  const { launched, queued } = await history.overview.runsOfNow({ launched: 10, queued: 1 });
  expect(launched.map(({ id }) => id)).toEqual([ids[1], ids[2]]);
  expect(queued.map(({ id }) => id)).toEqual([ids[0]]);
  expect(await history.overview.countByState()).toEqual([
    { state: 'copying', stalled: false, runs: 1 },
    { state: 'queued', stalled: false, runs: 2 },
    { state: 'verifying', stalled: true, runs: 1 },
  ]);
});

test('a history of the version before is summed, and its failures are unseen unless somebody saw them', async () => {
  const file = scratchFile();
  const first = await openHistory(`sqlite:${file}`);
  const [seen, unseen] = [await end(first, failed), await end(first, failed)];
  await end(first, done);
  await first.acknowledge(seen, 'erin', NOW);
  const before = [await first.overview.endsIn('copy', [0]), await first.overview.unseenFailures(9)];
  await first.close();
  const raw = new DatabaseSync(file);
  raw.exec('drop table ends; drop table unseen; drop index runs_by_end; drop index runs_by_state');
  raw.exec('drop index home_facts_by_room');
  raw.close();
  const db = new Kysely<unknown>({ dialect: sqliteDialect(file) });
  await sumEnds(db);
  await db.destroy();
  const again = await scratchHistory(file);
  expect([await again.overview.endsIn('copy', [0]), await again.overview.unseenFailures(9)]).toEqual(before);
  expect(before[1]).toMatchObject({ count: 1, runs: [{ id: unseen }] });
});

test('the newest room comes first, and homes whose room was not seen are left out', async () => {
  const history = await scratchHistory();
  const facts = { uid: 1, gid: 1, bytes: null, files: null };
  const run = await started(history, copyOf('a', 'b'));
  await history.settle(run.id, done, {
    homeFacts: [
      { user: 'a', at: NOW + 9, ...facts, bytesFree: null },
      { user: 'b', at: NOW, ...facts, bytesFree: 5 },
      { user: 'c', at: NOW + 1, ...facts, bytesFree: 7 },
    ],
  });
  expect((await history.overview.roomSeen(5)).map(({ user, bytesFree }) => [user, bytesFree])).toEqual([
    ['c', 7],
    ['b', 5],
  ]);
});

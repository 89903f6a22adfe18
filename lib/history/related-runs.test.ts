import { expect, test } from 'vitest';
import type { History } from './history.ts';
import { newId } from './row-id.ts';
import type { StartRun } from './start.ts';
import { copyOf, NOW, scratchHistory, started } from './testing/scratch.ts';

/** A run that has ended, asked for so many seconds after the others. */
async function ended(history: History, pair: [string, string], seconds: number, more: Partial<StartRun> = {}) {
  const run = await started(history, copyOf(...pair, { requestedAt: NOW + seconds * 1000, ...more }));
  await history.settle(run.id, { outcome: 'failed', code: 'RH-306', endedAt: NOW + seconds * 1000 + 1 });
  return run.id;
}
const idsOf = (runs: readonly { readonly id: string }[]): string[] => runs.map(({ id }) => id);

test('the runs of a pair are those of its direction, the newest first', async () => {
  const history = await scratchHistory();
  const ids = [await ended(history, ['a', 'b'], 0), await ended(history, ['a', 'b'], 1)];
  await ended(history, ['b', 'a'], 2);
  expect(idsOf(await history.pairRuns({ oldUser: 'a', newUser: 'b' }))).toEqual(ids.reverse());
});

test('the runs that touch a user are of both sides, in one order, at most so many', async () => {
  const history = await scratchHistory();
  const ids = [];
  for (const [i, pair] of [
    ['a', 'b'],
    ['c', 'a'],
    ['a', 'd'],
    ['x', 'y'],
    ['e', 'a'],
  ].entries()) {
    ids.push(await ended(history, pair as [string, string], i));
  }
  const touching = [ids[4], ids[2], ids[1], ids[0]];
  expect(idsOf(await history.runsTouching('a'))).toEqual(touching);
  expect(idsOf(await history.runsTouching('a', 2))).toEqual(touching.slice(0, 2));
  expect(await history.runsTouching('A')).toEqual([]);
});

test('the runs that work on what an earlier one left are told in their order, with what became of them', async () => {
  const history = await scratchHistory();
  const first = await ended(history, ['a', 'b'], 0);
  const second = await ended(history, ['a', 'b'], 1, { resumes: first });
  const third = await ended(history, ['a', 'b'], 2, { resumes: first, kind: 'discard' });
  const later = await history.laterRuns([first, third, 'none']);
  expect([...later.keys()]).toEqual([first]);
  expect(later.get(first)).toMatchObject([
    { id: second, number: 2, kind: 'copy', outcome: expect.any(String) },
    { id: third, number: 3, kind: 'discard' },
  ]);
  expect([...(await history.laterRuns([]))]).toEqual([]);
});

test('the last run of each of a thousand users is found on either side', async () => {
  const history = await scratchHistory();
  await ended(history, ['a', 'b'], 0);
  const last = await ended(history, ['c', 'a'], 5);
  const users = ['a', 'b', 'c', ...Array.from({ length: 1000 }, (_, i) => `user${i}`), "x' or 1=1 --"];
  const runs = await history.lastRunsOf(users);
  expect([...runs.keys()].sort()).toEqual(['a', 'b', 'c']);
  expect([runs.get('a')?.id, runs.get('c')?.id]).toEqual([last, last]);
  expect(runs.get('b')?.oldUser).toBe('a');
});

test('the newest facts of a home are told, with the run that saw them', async () => {
  const history = await scratchHistory();
  const facts = { user: 'a', uid: 1, gid: 2, bytes: null, files: null, bytesFree: null };
  const see = async (at: number, bytes: number) => {
    const run = await started(history, copyOf('a', 'b', { id: newId() }));
    await history.settle(
      run.id,
      { outcome: 'failed', code: 'RH-306', endedAt: at },
      { homeFacts: [{ ...facts, at, bytes }] },
    );
    return run.id;
  };
  const newest = await see(NOW + 9, 90);
  await see(NOW + 5, 50);
  const known = await history.homeFactsOf(['a', 'b']);
  expect([...known]).toEqual([['a', { ...facts, at: NOW + 9, bytes: 90, runId: newest }]]);
});

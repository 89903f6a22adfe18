import { expect, test } from 'vitest';
import type { History } from './history.ts';
import { copyOf, NOW, scratchHistory, started } from './testing/scratch.ts';

/** Records copies that have ended, one after the other. */
async function copied(history: History, pairs: readonly (readonly [string, string])[]): Promise<void> {
  for (const [oldUser, newUser] of pairs) {
    const run = await started(history, copyOf(oldUser, newUser));
    await history.update(run.id, { folderState: 'complete' });
    await history.settle(run.id, { outcome: 'succeeded', code: 'RH-000', endedAt: NOW, folderState: 'complete' });
  }
}

async function movesOf(history: History, oldUser: string, newUser: string, most = 60): Promise<readonly string[]> {
  const { moves } = await history.lineage({ oldUser, newUser }, most);
  return moves.map((move) => `${move.oldUser}>${move.newUser}`).toSorted();
}

test('a chain is followed to both of its ends, however long it is', async () => {
  const history = await scratchHistory();
  const names = Array.from({ length: 9 }, (_, at) => `p${at}`);
  await copied(
    history,
    names.slice(1).map((name, at) => [`p${at}`, name] as const),
  );
  const all = names.slice(1).map((name, at) => `p${at}>${name}`);
  expect(await movesOf(history, 'p4', 'p5')).toEqual(all);
  expect(await movesOf(history, 'p0', 'p1')).toEqual(all);
});

test('branches belong to it as far as files came or went along them, and a circle ends', async () => {
  const history = await scratchHistory();
  await copied(history, [
    ['a', 'b'],
    ['b', 'a'],
    ['z', 'b'],
    ['b', 'c'],
    ['a', 'd'],
    ['x', 'c'],
    ['y', 'q'],
  ]);
  // What came to c from elsewhere is no part of what a and b had.
  expect(await movesOf(history, 'a', 'b')).toEqual(['a>b', 'a>d', 'b>a', 'b>c', 'z>b']);
});

test('a move is told by the run under way, else by the last complete copy, and checks are none', async () => {
  const history = await scratchHistory();
  await copied(history, [['a', 'b']]);
  const failed = await started(history, copyOf('a', 'b'));
  await history.settle(failed.id, { outcome: 'failed', code: 'RH-308', endedAt: NOW });
  await started(history, copyOf('b', 'c', { kind: 'check' }));
  const told = async () => (await history.lineage({ oldUser: 'a', newUser: 'b' }, 60)).moves;
  expect(await told()).toMatchObject([{ oldUser: 'a', newUser: 'b', copies: 2, run: { outcome: 'succeeded' } }]);
  const running = await started(history, copyOf('a', 'b'));
  expect(await told()).toMatchObject([{ copies: 3, run: { id: running.id } }]);
});

test('no more moves are told than were asked for, and that there are more', async () => {
  const history = await scratchHistory();
  await copied(
    history,
    Array.from({ length: 6 }, (_, at) => ['a', `b${at}`] as const),
  );
  expect(await history.lineage({ oldUser: 'a', newUser: 'b0' }, 4)).toMatchObject({ isCut: true });
  expect((await history.lineage({ oldUser: 'a', newUser: 'b0' }, 4)).moves).toHaveLength(4);
  expect(await history.lineage({ oldUser: 'a', newUser: 'b0' }, 6)).toMatchObject({ isCut: false });
});

test('other pairs are those that share an account, on either side, newest first; neither the pair, nor its reverse, nor checks', async () => {
  const history = await scratchHistory();
  await copied(history, [
    ['z', 'a'],
    ['a', 'b'],
    ['b', 'a'],
    ['b', 'c'],
    ['c', 'd'],
    ['a', 'e'],
    ['b', 'c'],
  ]);
  await started(history, copyOf('a', 'f', { kind: 'check' }));
  const told = async (most: number) => {
    const { moves, isCut } = await history.otherMoves({ oldUser: 'a', newUser: 'b' }, most);
    return [moves.map((move) => `${move.oldUser}>${move.newUser}`), isCut];
  };
  expect(await told(3)).toEqual([['b>c', 'a>e', 'z>a'], false]);
  expect(await told(2)).toEqual([['b>c', 'a>e'], true]);
  expect((await history.otherMoves({ oldUser: 'x', newUser: 'y' }, 3)).moves).toEqual([]);
});

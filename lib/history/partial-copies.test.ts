import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { up } from './changes/0009-partial-copies.ts';
import type { History } from './history.ts';
import { openHistory } from './open.ts';
import type { RunEnd } from './settle.ts';
import { sqliteDialect } from './sqlite.ts';
import { copyOf, NOW, scratchFile, scratchHistory, started } from './testing/scratch.ts';

const partial = { outcome: 'failed', code: 'RH-308', endedAt: NOW, folderState: 'partial', bytesDone: 100 } as const;
const discarded = { outcome: 'succeeded', code: 'RH-004', endedAt: NOW, folderState: 'none' } as const;
const failed = { outcome: 'failed', code: 'RH-903', endedAt: NOW, folderState: 'unknown' } as const;
const stopped = { outcome: 'cancelled', code: 'RH-602', endedAt: NOW, folderState: 'none' } as const;
const complete = { outcome: 'succeeded', code: 'RH-000', endedAt: NOW, folderState: 'complete' } as const;

async function ended(history: History, pair: string, end: RunEnd, more = {}): Promise<string> {
  const { id } = await started(history, copyOf(`old-${pair}`, `new-${pair}`, more));
  expect(await history.settle(id, end)).toBe(true);
  return id;
}
const idsOf = async (history: History) => (await history.copies.partial(100)).map(({ id }) => id).toSorted();

/** One pair for each way that a partial copy can go. Answers the runs whose copies are still there. */
async function everyWay(history: History): Promise<readonly string[]> {
  const left = await ended(history, 'left', partial);
  const killed = await ended(history, 'killed', {
    ...partial,
    outcome: 'lost',
    code: 'RH-620',
    folderState: 'unknown',
  });
  await ended(history, 'nothing', stopped);
  await ended(history, 'complete', complete);
  const resumes = (id: string) => ({ resumes: id });
  const discards = (id: string) => ({ kind: 'discard', resumes: id }) as const;
  const finished = await ended(history, 'finished', partial);
  await ended(history, 'finished', complete, resumes(finished));
  const again = await ended(history, 'again', partial);
  const second = await ended(history, 'again', { ...partial, bytesDone: 250 }, resumes(again));
  const never = await ended(history, 'never', partial);
  await ended(history, 'never', stopped, resumes(never));
  const gone = await ended(history, 'gone', partial);
  await ended(history, 'gone', failed, discards(gone));
  await ended(history, 'gone', discarded, discards(gone));
  const halfway = await ended(history, 'halfway', partial);
  await ended(history, 'halfway', failed, discards(halfway));
  const going = await ended(history, 'going', partial);
  await started(history, copyOf('old-going', 'new-going', resumes(going)));
  return [left, killed, second, never, halfway, going].toSorted();
}

test('a partial copy is kept until a later run went on in it or removed it, and by the run that left it last', async () => {
  const history = await scratchHistory();
  const there = await everyWay(history);
  expect(await idsOf(history)).toEqual(there);
  expect(await history.copies.total()).toEqual({ count: 6, bytes: 5 * 100 + 250 });
  expect(await history.copies.partial(2)).toHaveLength(2);
});

test('an older database is searched once for the partial copies there are, by the same rule', async () => {
  const file = scratchFile();
  const before = await openHistory(`sqlite:${file}`);
  const there = await everyWay(before);
  const total = await before.copies.total();
  await before.close();
  const db = new Kysely<unknown>({ dialect: sqliteDialect(file) });
  for (const table of ['partial_copies', 'home_folders']) await db.schema.dropTable(table).execute();
  await up(db);
  await db.destroy();
  const after = await scratchHistory(file);
  expect(await idsOf(after)).toEqual(there);
  expect(await after.copies.total()).toEqual(total);
});

test('a history without partial copies says so', async () => {
  expect(await (await scratchHistory()).copies.total()).toEqual({ count: 0, bytes: 0 });
});

test('of what checks saw in a home the newest counts, in whatever order they ended', async () => {
  const history = await scratchHistory();
  const folder = (bytes: number) => [{ name: '.rehome-x', bytes, files: 1 }];
  const check = async (at: number, bytes: number) => {
    const { id } = await started(history, copyOf('a', 'b', { kind: 'check' }));
    const homeFolders = [{ user: 'b', at, folders: folder(bytes) }];
    await history.settle(id, { outcome: 'succeeded', code: 'RH-002', endedAt: at }, { homeFolders });
  };
  await check(NOW, 1);
  await check(NOW + 2_000, 3);
  await check(NOW + 1_000, 2);
  const seen = await history.copies.seenIn(['a', 'b']);
  expect([...seen.values()]).toEqual([{ user: 'b', at: NOW + 2_000, folders: folder(3) }]);
});

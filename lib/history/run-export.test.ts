import { CompiledQuery, Kysely } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import { type ListQuery, PRESETS } from '#lib/migrations/list-views.ts';
import { placesAfter, runsInBatches } from './run-export.ts';
import { listRuns } from './run-lists.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import type { Store } from './store.ts';
import { insertMany, manyRun, removeMade } from './testing/many-runs.ts';
import { NOW } from './testing/scratch.ts';
import { upgrade } from './upgrade.ts';

const COUNT = 1_000;
let store: Store;
beforeAll(async () => {
  store = { db: new Kysely<Tables>({ dialect: sqliteDialect(':memory:') }), realm: 'default', now: () => NOW };
  await upgrade(store.db);
  await insertMany(store.db, COUNT);
});
afterAll(() => store.db.destroy());

async function idsOf(query: ListQuery, size: number): Promise<string[]> {
  const ids: string[] = [];
  for await (const runs of runsInBatches(store, query, size)) {
    expect(runs.length).toBeLessThanOrEqual(size);
    ids.push(...runs.map(({ id }) => id));
  }
  return ids;
}

const CASES = PRESETS.flatMap((preset) => ['', 'alice', 'nobody'].map((user) => ({ ...DEFAULT_QUERY, preset, user })));

test.each(CASES)('a file of $preset "$user" has the runs of all pages of the list, newest first', async (query) => {
  const listed = (await listRuns(store, query, COUNT)).runs.map(({ id }) => id);
  expect(await idsOf(query, 37)).toEqual(listed);
  expect(
    await idsOf(
      {
        ...query,
        place: { order: 'pair', values: ['a', 'b', 1, 'x'], before: false },
        sort: 'pair',
        descending: false,
      },
      37,
    ),
  ).toEqual(listed);
});

test('a run that is asked for while a file is made is not in it, and none comes twice', async () => {
  const read: string[] = [];
  const batches = runsInBatches(store, DEFAULT_QUERY, 100);
  for await (const runs of batches) {
    if (read.length === 0)
      await store.db
        .insertInto('runs')
        .values(manyRun(COUNT + 1))
        .execute();
    read.push(...runs.map(({ id }) => id));
  }
  expect(read).not.toContain(manyRun(COUNT + 1).id);
  expect(new Set(read).size).toBe(read.length);
  expect(read).toHaveLength(COUNT);
  await removeMade(store.db, manyRun(COUNT + 1).id);
});

test('each batch goes on in the index where the one before ended', async () => {
  const { sql, parameters } = placesAfter(store, DEFAULT_QUERY, 100, { id: 'x', requested_at: 5 }).compile();
  const plan = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]);
  const { rows } = await store.db.executeQuery<{ detail: string }>(plan);
  expect(rows.map(({ detail }) => detail)).toEqual([
    expect.stringMatching(/^SEARCH runs USING COVERING INDEX runs_by_requested \(realm=\? AND \(requested_at,id\)/),
  ]);
});

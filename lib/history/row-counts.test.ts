import { CompiledQuery, Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import { STANDING, type Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import { insertMany, manyRun, removeMade } from './testing/many-runs.ts';
import { copyOf, NOW, rawDatabase, scratchFile, scratchHistory, started } from './testing/scratch.ts';
import { CHANGES, upgrade } from './upgrade.ts';

const KEPT = 'select what, rows from row_counts where rows <> 0 order by what';
const COUNTED = `select 'unseen' as what, count(*) as rows from unseen having count(*) > 0
  union all select 'runs ' || standing, count(*) from runs group by standing order by what`;

test('what is kept of how many runs there are follows a start, an end, and who saw it', async () => {
  const file = scratchFile();
  const history = await scratchHistory(file);
  const database = rawDatabase(file);
  const kept = () =>
    Object.fromEntries(
      database
        .prepare(KEPT)
        .all()
        .map(({ what, rows }) => [what, rows]),
    );
  const [a, b] = [await started(history, copyOf('a', 'a2')), await started(history, copyOf('b', 'b2'))];
  expect(kept()).toEqual({ 'runs 0': 2 });
  await history.settle(a.id, { outcome: 'failed', code: 'RH-308', endedAt: NOW });
  await history.settle(b.id, { outcome: 'succeeded', code: 'RH-000', endedAt: NOW });
  await history.settle(b.id, { outcome: 'failed', code: 'RH-308', endedAt: NOW });
  expect(kept()).toEqual({ 'runs 1': 1, 'runs 2': 1, unseen: 1 });
  expect((await history.list(DEFAULT_QUERY, 1)).counts).toMatchObject({ all: 2, attention: 1, failed: 1, finished: 2 });
  await history.acknowledge(a.id, 'dana', NOW);
  await history.acknowledge(a.id, 'erin', NOW);
  expect(kept()).toEqual({ 'runs 1': 1, 'runs 2': 1 });
  expect((await history.list(DEFAULT_QUERY, 1)).counts).toMatchObject({ all: 2, attention: 0, failed: 1 });
});

test('it is right for what was recorded before it was kept, and after runs were removed with who saw them', async () => {
  const before = Object.fromEntries(Object.entries(CHANGES).filter(([name]) => name < '0011'));
  const db = new Kysely<Tables>({ dialect: sqliteDialect(':memory:') });
  await upgrade(db, before);
  await insertMany(db, 500, { search: '' });
  await upgrade(db);
  const rowsOf = async (statement: string) => (await db.executeQuery(CompiledQuery.raw(statement))).rows;
  expect(await rowsOf(KEPT)).toEqual(await rowsOf(COUNTED));
  const failures = Array.from({ length: 500 }, (_, n) => manyRun(n)).filter((run) => run.standing === STANDING.failure);
  for (const { id } of failures.slice(0, 40)) await removeMade(db, id);
  expect(await rowsOf(KEPT)).toEqual(await rowsOf(COUNTED));
  await db.destroy();
});

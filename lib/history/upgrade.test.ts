import { Kysely, sql } from 'kysely';
import { expect, test } from 'vitest';
import { openHistory } from './open.ts';
import type { Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import { copyOf, rawDatabase, scratchFile, scratchHistory, started } from './testing/scratch.ts';
import { CHANGES, type Changes, upgrade } from './upgrade.ts';

const NAMES = Object.keys(CHANGES).sort();
const only = (names: readonly string[]): Changes =>
  Object.fromEntries(Object.entries(CHANGES).filter(([name]) => names.includes(name)));
const addColumn: Changes[string] = {
  up: async (db) => void (await sql`alter table runs add column later text`.execute(db)),
};
const breakHalfway: Changes[string] = {
  up: async (db) => {
    await sql`create table half (id text)`.execute(db);
    throw new Error('broken change');
  },
};

async function withDatabase(file: string, task: (db: Kysely<Tables>) => Promise<void>): Promise<void> {
  const db = new Kysely<Tables>({ dialect: sqliteDialect(file) });
  try {
    await task(db);
  } finally {
    await db.destroy();
  }
}

test.each([[], ...NAMES.map((_, i) => NAMES.slice(0, i + 1))].map((applied) => [applied.at(-1) ?? 'nothing', applied]))(
  'a database from %s on is brought up to date, with its rows',
  async (_, applied) => {
    const file = scratchFile();
    await withDatabase(file, (db) => upgrade(db, only(applied as string[])));
    const history = await scratchHistory(file);
    const run = await started(history, copyOf('a', 'b'));
    expect(await history.get(run.id)).toEqual(run);
    const names = rawDatabase(file).prepare('select name from schema_changes order by name').all();
    expect(names.map((row) => row.name)).toEqual(NAMES);
  },
);

test('a later change keeps every row of the version before', async () => {
  const file = scratchFile();
  const before = await openHistory(`sqlite:${file}`);
  const run = await started(before, copyOf('a', 'b'));
  await before.close();
  await withDatabase(file, async (db) => {
    await upgrade(db, { ...CHANGES, '9999-later': addColumn });
    const { rows } = await sql<{ id: string; later: null }>`select id, later from runs`.execute(db);
    expect(rows).toEqual([expect.objectContaining({ id: run.id, later: null })]);
  });
});

test('a second start changes nothing', async () => {
  const file = scratchFile();
  const first = await openHistory(`sqlite:${file}`);
  const run = await started(first, copyOf('a', 'b'));
  await first.close();
  const schema = () => rawDatabase(file).prepare('select * from sqlite_schema order by name').all();
  const before = schema();
  const second = await scratchHistory(file);
  expect(await second.get(run.id)).toEqual(run);
  expect(schema()).toEqual(before);
});

test('a change that fails leaves the schema of before, and the next start tries again', async () => {
  const file = scratchFile();
  await (await openHistory(`sqlite:${file}`)).close();
  await withDatabase(file, async (db) => {
    const broken = { ...CHANGES, '9998-fine': addColumn, '9999-broken': breakHalfway };
    await expect(upgrade(db, broken)).rejects.toThrow('broken change');
    const { rows } = await sql`select name from sqlite_schema where name = 'half'`.execute(db);
    expect(rows).toEqual([]);
    await upgrade(db, { ...CHANGES, '9998-fine': addColumn });
  });
});

test('a database that a later version has changed is refused by name, untouched', async () => {
  const file = scratchFile();
  await (await openHistory(`sqlite:${file}`)).close();
  await withDatabase(file, (db) => upgrade(db, { ...CHANGES, '9999-from-the-future': addColumn }));
  await expect(openHistory(`sqlite:${file}`)).rejects.toMatchObject({
    code: 'unavailable',
    message: expect.stringMatching(/newer version of Rehome.*9999-from-the-future/),
  });
});

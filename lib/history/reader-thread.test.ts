import { Kysely, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import { readerDialect } from './reader-dialect.ts';
import { ReaderThread } from './reader-thread.ts';
import { copyOf, rawDatabase, scratchFile, scratchHistory, started } from './testing/scratch.ts';

/** Counts to so many in SQL: a read that takes long and needs no rows. */
const COUNT =
  'with recursive n(x) as (select 1 union all select x + 1 from n where x < ?) select count(*) as counted from n';
const MANY = 3_000_000;

async function threadOn(file = scratchFile()) {
  await scratchHistory(file);
  const thread = new ReaderThread(file);
  onTestFinished(() => thread.close());
  return thread;
}

/** How often this process came round while it waited for something. */
async function turnsDuring(work: Promise<unknown>): Promise<number> {
  let isOver = false;
  const over = work.finally(() => {
    isOver = true;
  });
  let turns = 0;
  while (!isOver) {
    await new Promise((resolve) => setImmediate(resolve));
    turns += 1;
  }
  await over;
  return turns;
}

describe('a read in a thread of its own', () => {
  test('leaves the process free while it lasts', async () => {
    const thread = await threadOn();
    await thread.ask('select 1', []);
    const long = thread.ask(COUNT, [MANY]);
    expect(await turnsDuring(long)).toBeGreaterThan(1000);
    expect(await long).toEqual([{ counted: MANY }]);
  });

  test('sees what was committed before it was asked, by whatever connection', async () => {
    const file = scratchFile();
    const thread = await threadOn(file);
    const database = rawDatabase(file);
    for (const rows of [1, 2]) {
      database.prepare('insert into row_counts (realm, what, rows) values (?, ?, ?)').run('r', `some ${rows}`, rows);
      expect(await thread.ask("select rows from row_counts where realm = 'r'", [])).toHaveLength(rows);
    }
  });

  test('cannot write, and tells what SQLite says', async () => {
    const thread = await threadOn();
    await expect(thread.ask("delete from row_counts where realm = ''", [])).rejects.toThrow('readonly');
    await expect(thread.ask('select missing', [])).rejects.toThrow('no such column');
    expect(await thread.ask('select 1 as one', [])).toEqual([{ one: 1 }]);
  });

  test('answers nobody when it is closed meanwhile, and says so', async () => {
    const thread = await threadOn();
    const left = expect(thread.ask(COUNT, [MANY * 1000])).rejects.toThrow('ended');
    await thread.close();
    await left;
    await expect(thread.ask('select 1', [])).rejects.toThrow('ended');
  });

  test('that cannot open its file fails, and the process goes on', async () => {
    const thread = new ReaderThread('/nowhere/history.db');
    await expect(thread.ask('select 1', [])).rejects.toThrow('unable to open');
  });

  test('is a database to Kysely that has no transactions', async () => {
    const file = scratchFile();
    await scratchHistory(file);
    const db = new Kysely<unknown>({ dialect: readerDialect(file) });
    onTestFinished(() => db.destroy());
    expect((await sql<{ two: number }>`select 1 + ${1} as two`.execute(db)).rows).toEqual([{ two: 2 }]);
    await expect(db.transaction().execute(async () => {})).rejects.toThrow('no transactions');
  });
});

test('files of runs, of the audit and of batches are read there', async () => {
  const history = await scratchHistory();
  await started(history, copyOf('alice', 'alice2'));
  const runs = history.files.listed(DEFAULT_QUERY, 10).next();
  expect(await turnsDuring(runs)).toBeGreaterThan(1);
  expect((await runs).value).toMatchObject([{ oldUser: 'alice' }]);
  const nobody = { actor: null, action: null, result: null, oldUser: null, newUser: null, from: null, to: null };
  expect((await history.audit.batches(nobody, 10).next()).value).toMatchObject([{ oldUser: 'alice' }]);
  expect((await history.bulk.allRows('none', ['done'], 10).next()).done).toBe(true);
});

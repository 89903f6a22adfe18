import { Kysely, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { AuditFilter } from '#lib/migrations/audit-query.ts';
import type { AuditEntry } from './audit.ts';
import type { History } from './history.ts';
import { sqliteDialect } from './sqlite.ts';
import { NOW, rawDatabase, scratchFile, scratchHistory } from './testing/scratch.ts';

const ANY: AuditFilter = {
  ...{ actor: null, action: null, result: null, oldUser: null, newUser: null },
  ...{ from: null, to: null },
};
const RESULTS = ['done', 'refused', 'failed', 'asked'] as const;

/** The n-th of many: few people and actions, four rows to a time. */
const entry = (n: number): AuditEntry & { readonly action: string } => ({
  ...{ at: NOW + Math.floor(n / 4), actor: `admin${n % 3}`, action: `act-${n % 5}`, result: RESULTS[n % 4] ?? 'done' },
  ...{ oldUser: `old${n % 7}`, newUser: n % 2 ? null : `new${n % 7}`, object: String(n), detail: '%\0\'"' },
});

async function filled(count: number, file?: string): Promise<History> {
  const history = await scratchHistory(file);
  for (let n = 0; n < count; n += 1) await history.audit.append(entry(n));
  return history;
}

const numbers = (rows: readonly { readonly object: string | null }[]) => rows.map(({ object }) => Number(object));
const downFrom = (count: number, wanted: (n: number) => boolean = () => true) =>
  Array.from({ length: count }, (_, i) => count - 1 - i).filter(wanted);

test('the audit is read newest first, page by page, each row once, and back again the same way', async () => {
  const history = await filled(25);
  const pages: number[][] = [];
  let page = await history.audit.list({ limit: 4 });
  let last = page;
  while (page.length > 0) {
    pages.push(numbers(page));
    last = page;
    page = await history.audit.list({ limit: 4, place: page.at(-1) });
  }
  expect(pages.flat()).toEqual(downFrom(25));
  const back: number[][] = [numbers(last)];
  for (;;) {
    last = await history.audit.list({ limit: 4, place: last[0], newer: true });
    if (last.length === 0) break;
    back.unshift(numbers(last));
  }
  expect(back.flat()).toEqual(downFrom(25));
});

test('a ticket is kept with the reason, and alone where there is none', async () => {
  const history = await scratchHistory();
  const bare = { at: NOW, actor: 'admin', action: 'migration.start' };
  for (const said of [{}, { why: 'Renamed' }, { ticket: 'DESK-1' }, { why: 'Renamed', ticket: 'DESK-1' }])
    await history.audit.append({ ...bare, ...said });
  const rows = await history.audit.list({ limit: 10 });
  expect(new Set(rows.map(({ why }) => why))).toEqual(new Set([null, 'Renamed', 'Ticket DESK-1', 'Renamed (DESK-1)']));
});

describe('a filter lets exactly its rows through', () => {
  const filters: readonly (readonly [string, Partial<AuditFilter>, (n: number) => boolean])[] = [
    ['who', { actor: 'admin1' }, (n) => n % 3 === 1],
    ['what', { action: 'act-2' }, (n) => n % 5 === 2],
    ['result', { result: 'refused' }, (n) => n % 4 === 1],
    ['old user', { oldUser: 'old3' }, (n) => n % 7 === 3],
    ['pair', { oldUser: 'old4', newUser: 'new4' }, (n) => n % 7 === 4 && n % 2 === 0],
    ['time', { from: NOW + 2, to: NOW + 5 }, (n) => n >= 8 && n < 20],
    ['all at once', { actor: 'admin0', result: 'done', from: NOW + 1 }, (n) => n % 3 === 0 && n % 4 === 0 && n >= 4],
    ['a part of a name', { oldUser: 'old' }, () => false],
    ['wildcards', { actor: '%' }, () => false],
  ];
  test.each(filters)('%s', async (_, filter, wanted) => {
    const history = await filled(60);
    const rows = await history.audit.list({ limit: 100, filter: { ...ANY, ...filter } });
    expect(numbers(rows)).toEqual(downFrom(60, wanted));
    const batched: number[] = [];
    for await (const batch of history.audit.batches({ ...ANY, ...filter }, 7)) batched.push(...numbers(batch));
    expect(batched).toEqual(downFrom(60, wanted));
  });
});

test('who is in it is told from A to Z, each once, no more than asked for', async () => {
  const history = await filled(9);
  expect(await history.audit.actors(10)).toEqual(['admin0', 'admin1', 'admin2']);
  expect(await history.audit.actors(2)).toEqual(['admin0', 'admin1']);
});

test('what is left out is null, and the result is done', async () => {
  const history = await scratchHistory();
  await history.audit.append({ at: NOW, actor: 'erin', action: 'x' });
  const [row] = await history.audit.list({ limit: 1 });
  expect(row).toMatchObject({ source: null, object: null, oldUser: null, newUser: null, why: null, detail: null });
  expect(row?.result).toBe('done');
});

test('old rows go only through retention, whose own row comes first, and newer ones stay', async () => {
  const file = scratchFile();
  const history = await scratchHistory(file);
  const raw = rawDatabase(file);
  raw.exec(`with recursive n (i) as (select 0 union all select i + 1 from n where i < 1299)
    insert into audit (id, realm, at, actor, action, object, result)
    select printf('row-%05d', i), 'default', ${NOW} + i / 4, 'erin', 'x', i, 'done' from n`);
  expect(() => raw.exec('delete from audit')).toThrow(/only grows/);
  const before = NOW + 200;
  const { retention } = history;
  await expect(retention.removeAudit(before, NOW + 1000)).rejects.toThrow(/only grows/);
  expect(await retention.countAudit(before, 10_000)).toBe(800);
  expect(await retention.countAudit(before, 500)).toBe(500);
  const said = { at: NOW + 1000, actor: 'rehome', action: 'retention.audit', object: String(before) };
  await history.audit.append(said);
  for (let more = true; more; ) more = await retention.removeAudit(before, NOW + 1000);
  const rows = await history.audit.list({ limit: 2000 });
  expect(rows[0]).toMatchObject({ action: 'retention.audit', object: String(before), actor: 'rehome' });
  expect(numbers(rows.slice(1))).toEqual(downFrom(1300, (n) => n >= 800));
  expect(() => raw.exec(`delete from audit where action <> 'retention.audit'`)).toThrow(/only grows/);
  expect(() => raw.exec(`delete from audit where action = 'retention.audit'`)).toThrow(/only grows/);
  expect(() => raw.exec(`update audit set at = 0`)).toThrow(/only grows/);
  expect(await retention.removeAudit(before, NOW + 1000)).toBe(false);
  expect(await history.audit.list({ limit: 2000 })).toHaveLength(501);
});

test('no row is replaced by another of its id, nor by one of its place in the file', async () => {
  const file = scratchFile();
  const history = await filled(1, file);
  const [before] = await history.audit.list({ limit: 9 });
  const db = new Kysely<unknown>({ dialect: sqliteDialect(file) });
  onTestFinished(() => db.destroy());
  const replace = (columns: string, values: string) =>
    sql.raw(`insert or replace into audit (${columns}, realm, at, actor, action, result)
      values (${values}, 'default', ${NOW}, 'mallory', 'migration.start', 'done')`);
  await expect(replace('id', `'${before?.id}'`).execute(db)).rejects.toThrow(/only grows/);
  await expect(replace('id, rowid', `'another', 1`).execute(db)).rejects.toThrow(/only grows/);
  expect(await history.audit.list({ limit: 9 })).toEqual([before]);
});

test('what another platform’s retention said lets no row of this one go', async () => {
  const file = scratchFile();
  const history = await filled(3, file);
  const raw = rawDatabase(file);
  raw.exec(`insert into audit (id, realm, at, actor, action, object, result)
    values ('x', 'other', ${NOW + 9}, 'rehome', 'retention.audit', '${NOW + 9}', 'done')`);
  expect(() => raw.exec(`delete from audit where realm = 'default'`)).toThrow(/only grows/);
  expect(await history.audit.list({ limit: 9 })).toHaveLength(3);
});

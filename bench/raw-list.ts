import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { STANDINGS } from '#lib/history/run-filters.ts';
import { folded } from '#lib/history/text.ts';
import type { ListPlace, ListQuery, Sort } from '#lib/migrations/list-views.ts';

export const PAGE_SIZE = 25;

const ORDERS: Readonly<Record<Sort, string>> = {
  requested: 'requested_at desc, id desc',
  status: 'status_rank desc, requested_at, id',
  pair: 'old_user desc, new_user desc, number, id',
  size: 'size_key desc, requested_at desc, id desc',
  duration: 'duration_key desc, requested_at desc, id desc',
  by: 'requested_by desc, requested_at, id',
};
const ATTENTION = `and ((standing = 1 and exists (select 1 from unseen where unseen.run_id = runs.id))
  or (standing = 0 and runs.state <> 'stopping' and (stalled = 1 or runs.state = 'unknown' or
    (runs.state = 'pending' and coalesce(reason_since, requested_at) <= unixepoch() * 1000 - 180000))))`;

/** The rows of one page, as one statement that anybody would write, without the counts beside it. Answers how many. */
export const rawPage = (database: DatabaseSync, realm: string, query: ListQuery, offset: number): number =>
  rows(database, realm, query, PAGE_SIZE, offset).length;

/** The place of the page before which so many runs lie. */
export function rawPlace(database: DatabaseSync, realm: string, query: ListQuery, offset: number): ListPlace | null {
  const [before] = offset === 0 ? [] : rows(database, realm, query, 1, offset - 1);
  if (!before) return null;
  const columns = ORDERS[query.sort].split(', ').map((term) => term.replace(' desc', ''));
  const values = columns.map((column) => before[column] as string | number);
  return { order: query.sort, values, before: false };
}

function rows(database: DatabaseSync, realm: string, { preset, user, sort }: ListQuery, limit: number, offset: number) {
  const [from, to] = STANDINGS[preset];
  const parameters: SQLInputValue[] = [realm, from, to];
  if (user !== '') parameters.push(folded(user));
  const sql = `select runs.*, run_objects.state as objects, acknowledgements.by, acknowledgements.at from runs
    left join run_objects on run_objects.run_id = runs.id
    left join acknowledgements on acknowledgements.run_id = runs.id
    where runs.realm = ? and standing between ? and ? ${user === '' ? '' : 'and instr(runs.search, ?) > 0'}
    ${preset === 'attention' ? ATTENTION : ''} order by ${ORDERS[sort]} limit ? offset ?`;
  return database.prepare(sql).all(...parameters, limit, offset);
}

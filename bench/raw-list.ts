import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import { STANDINGS } from '#lib/history/run-filters.ts';
import { folded } from '#lib/history/text.ts';
import type { ListQuery, Sort } from '#lib/migrations/list-views.ts';
import { PAGE_SIZE } from './list-queries.ts';

const ORDERS: Readonly<Record<Sort, string>> = {
  requested: 'requested_at desc, id desc',
  status: 'status_rank desc, requested_at, id',
  pair: 'old_user desc, new_user desc, number, id',
  size: 'size_key desc, requested_at desc, id desc',
  duration: 'duration_key desc, requested_at desc, id desc',
  by: 'requested_by desc, requested_at, id',
};
const ATTENTION = `and ((standing = 1 and acknowledgements.run_id is null)
  or (standing = 0 and (stalled = 1 or runs.state = 'unknown')))`;

/** The rows of one page, as one statement that anybody would write, without the counts beside it. Answers how many. */
export function rawPage(database: DatabaseSync, realm: string, { preset, user, sort, page }: ListQuery): number {
  const [from, to] = STANDINGS[preset];
  const parameters: SQLInputValue[] = [realm, from, to];
  if (user !== '') parameters.push(folded(user));
  const sql = `select runs.*, run_objects.state as objects, acknowledgements.by, acknowledgements.at from runs
    left join run_objects on run_objects.run_id = runs.id
    left join acknowledgements on acknowledgements.run_id = runs.id
    where runs.realm = ? and standing between ? and ? ${user === '' ? '' : 'and instr(runs.search, ?) > 0'}
    ${preset === 'attention' ? ATTENTION : ''} order by ${ORDERS[sort]} limit ? offset ?`;
  return database.prepare(sql).all(...parameters, PAGE_SIZE, (page - 1) * PAGE_SIZE).length;
}

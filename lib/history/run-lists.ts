import type { OrderByDirection } from 'kysely';
import type { ListQuery, Preset, Sort } from '#lib/migrations/views.ts';
import { unindexed } from './engine.ts';
import { countPresets, namesContain, needsAttention, STANDINGS } from './run-filters.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder } from './run-rows.ts';
import type { RunsTable } from './schema.ts';
import type { Store } from './store.ts';

export interface RunPage {
  readonly runs: readonly RunRecord[];
  /** Of the filter, over all pages. */
  readonly total: number;
  /** Of each preset under the same user filter. */
  readonly counts: Readonly<Record<Preset, number>>;
}

/** Up to so many runs are found first and sorted then; more are walked in order until a page is full. */
const FEW = 1000;

/** One page of the list, with what the other filters would show. A page past the end is empty. */
export async function listRuns(store: Store, query: ListQuery, pageSize: number): Promise<RunPage> {
  const counts = await countPresets(store, query.user);
  const total = counts[query.preset];
  if (total <= (query.page - 1) * pageSize) return { runs: [], total, counts };
  const page: Page = { limit: pageSize, offset: (query.page - 1) * pageSize };
  const ids = total > FEW ? await walkOrder(store, query, page).execute() : await sortFew(store, query, page);
  const runs = await readRunsInOrder(
    store,
    ids.map(({ id }) => id),
  );
  return { runs, total, counts };
}

interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Each order as an index has it, upwards; downwards is the same index backwards. */
const ORDERS: Readonly<Record<Sort, readonly (keyof RunsTable | readonly [keyof RunsTable, 'desc'])[]>> = {
  requested: ['requested_at', 'id'],
  status: ['status_rank', ['requested_at', 'desc'], ['id', 'desc']],
  pair: ['old_user', 'new_user', ['number', 'desc'], ['id', 'desc']],
  size: ['size_key', 'requested_at', 'id'],
  duration: ['duration_key', 'requested_at', 'id'],
  by: ['requested_by', ['requested_at', 'desc'], ['id', 'desc']],
};

/** Ids in the order asked for. */
function ordered({ db }: Store, { sort, descending }: ListQuery) {
  let ids = db.selectFrom('runs').select('id');
  for (const term of ORDERS[sort]) {
    const [column, turned] = typeof term === 'string' ? [term, false] : [term[0], true];
    const direction: OrderByDirection = turned === descending ? 'asc' : 'desc';
    ids = ids.orderBy(column, direction);
  }
  return ids;
}

/** Everything comes from the index of the order, so that skipping to a late page reads no rows. */
export function walkOrder(store: Store, query: ListQuery, { limit, offset }: Page) {
  const [from, to] = STANDINGS[query.preset];
  return ordered(store, query)
    .where('realm', '=', store.realm)
    .$if(query.user !== '', (ids) => ids.where(namesContain(query.user)))
    .$if(query.preset !== 'all', (ids) => ids.where(({ eb, ref }) => eb.between(unindexed(ref('standing')), from, to)))
    .$if(query.preset === 'attention', (ids) => ids.where(needsAttention))
    .limit(limit)
    .offset(offset);
}

/** What the filters show, in no order, from the index of names. */
export function matching({ db, realm }: Store, { preset, user }: Pick<ListQuery, 'preset' | 'user'>) {
  const [from, to] = STANDINGS[preset];
  return db
    .selectFrom('runs')
    .select('id')
    .where('realm', '=', realm)
    .where((on) => on.between('standing', from, to))
    .$if(user !== '', (ids) => ids.where(namesContain(user)))
    .$if(preset === 'attention', (ids) => ids.where(needsAttention));
}

/** Finds all that the filters show, then sorts: right only for few, since each is a parameter of the statement. */
export async function sortFew(store: Store, query: ListQuery, { limit, offset }: Page) {
  const found = await matching(store, query).execute();
  const ids = found.map(({ id }) => id);
  return ordered(store, query).where('id', 'in', ids).limit(limit).offset(offset).execute();
}

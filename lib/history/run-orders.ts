import type { OrderByDirection } from 'kysely';
import type { ListQuery, Preset, Sort } from '#lib/migrations/list-views.ts';
import { unindexed } from './engine.ts';
import type { Found } from './found-runs.ts';
import { namesContain, needsAttention, STANDINGS } from './run-filters.ts';
import type { RunsTable } from './schema.ts';
import type { Store } from './store.ts';

/** What is told of a list beside the rows of one page. */
export interface Counts {
  /** Of the filter, over all pages; at least so many where its preset is capped. */
  readonly total: number;
  /** Of each preset under the same other filters. */
  readonly counts: Readonly<Record<Preset, number>>;
  /** The presets of which more match than were counted. */
  readonly capped: readonly Preset[];
  readonly hasNext: boolean;
  /** False where too many match to sort them otherwise than by their request. */
  readonly sortable: boolean;
}

/** A page before its rows are read. */
export interface IdPage extends Counts {
  readonly ids: readonly string[];
}

export interface Page {
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

/** Sorts what was found: right only for few, since each is a parameter of the statement. */
export function sortFew(store: Store, query: ListQuery, { limit, offset }: Page, few: readonly Found[]) {
  const [from, to] = STANDINGS[query.preset];
  const shown = few.filter(({ standing }) => standing >= from && standing <= to).map(({ id }) => id);
  return ordered(store, query)
    .where('id', 'in', shown)
    .$if(query.preset === 'attention', (ids) => ids.where(needsAttention))
    .limit(limit)
    .offset(offset);
}

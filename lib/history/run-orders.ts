import { type Expression, expressionBuilder, type Selectable, type SqlBool } from 'kysely';
import type { ListPlace, ListQuery, Preset, Sort } from '#lib/migrations/list-views.ts';
import { unindexed } from './engine.ts';
import type { Found } from './found-runs.ts';
import { namesContain, needsAttention, ranksOf, STANDINGS } from './run-filters.ts';
import type { RunsTable, Tables } from './schema.ts';
import type { Store } from './store.ts';

/** What is told of a list beside the rows of one page. */
export interface Counts {
  /** Of the filter, over all pages; at least so many where its preset is capped. */
  readonly total: number;
  /** Of each preset under the same other filters. */
  readonly counts: Readonly<Record<Preset, number>>;
  /** The presets of which more match than were counted. */
  readonly capped: readonly Preset[];
  /** Where the page before and the page after begin; null where there is none. */
  readonly previous: ListPlace | null;
  readonly next: ListPlace | null;
  /** False where too many match to sort them otherwise than by their request. */
  readonly sortable: boolean;
}

/** A page before its rows are read. */
export interface IdPage extends Counts {
  readonly ids: readonly string[];
}

/** A part of a list: so many runs from its beginning, or next to a place of its order. */
export interface Part {
  readonly limit: number;
  readonly place: ListPlace | null;
}

type OrderColumn =
  | 'requested_at'
  | 'id'
  | 'status_rank'
  | 'old_user'
  | 'new_user'
  | 'number'
  | 'size_key'
  | 'duration_key'
  | 'requested_by';
type Keys = Pick<Selectable<RunsTable>, OrderColumn>;
type Direction = 'asc' | 'desc';

/** Each order as an index has it, upwards; downwards is the same index backwards. */
const ORDERS: Readonly<Record<Sort, readonly (readonly [OrderColumn, Direction])[]>> = {
  requested: [
    ['requested_at', 'asc'],
    ['id', 'asc'],
  ],
  status: [
    ['status_rank', 'asc'],
    ['requested_at', 'desc'],
    ['id', 'desc'],
  ],
  pair: [
    ['old_user', 'asc'],
    ['new_user', 'asc'],
    ['number', 'desc'],
    ['id', 'desc'],
  ],
  size: [
    ['size_key', 'asc'],
    ['requested_at', 'asc'],
    ['id', 'asc'],
  ],
  duration: [
    ['duration_key', 'asc'],
    ['requested_at', 'asc'],
    ['id', 'asc'],
  ],
  by: [
    ['requested_by', 'asc'],
    ['requested_at', 'desc'],
    ['id', 'desc'],
  ],
};

/** A run with the columns of its list's order at least. */
type Placed = Pick<Keys, 'id'> & Partial<Keys>;

/** The place of a run in an order. */
const placeOf = (run: Placed, order: Sort, before: boolean): ListPlace => ({
  order,
  values: ORDERS[order].map(([column]) => run[column] ?? ''),
  before,
});

/** The place that a query asks for, if it is one of this order. */
export const placeIn = ({ place }: ListQuery, order: Sort): ListPlace | null => (place?.order === order ? place : null);

/** The columns in the direction in which they are walked: backwards where the page before a place is wanted. */
function termsOf(
  { sort, descending }: ListQuery,
  place: ListPlace | null,
): readonly (readonly [OrderColumn, Direction])[] {
  const isTurned = descending !== (place?.before ?? false);
  return ORDERS[sort].map(([column, direction]) => [column, (direction === 'desc') !== isTurned ? 'desc' : 'asc']);
}

/**
 * What lies beyond a place, as stretches that follow each other: first what is equal in all columns but the last, then in
 * all but the last two, and so on. Each is a range of the order's index; one condition for all of them would be none.
 */
function stretchesBeyond(query: ListQuery, place: ListPlace): readonly Expression<SqlBool>[] {
  const on = expressionBuilder<Tables, 'runs'>();
  const terms = termsOf(query, place).map(([column, direction], at) => ({
    column,
    direction,
    value: place.values[at] ?? '',
  }));
  return terms
    .map(({ column, direction, value }, last) =>
      on.and([
        ...terms.slice(0, last).map((term) => on(term.column, '=', term.value)),
        on(column, direction === 'asc' ? '>' : '<', value),
      ]),
    )
    .toReversed();
}

/** Ids and places in the order asked for. */
function ordered({ db }: Store, query: ListQuery, { limit, place }: Part) {
  let ids = db.selectFrom('runs').select(['id', ...ORDERS[query.sort].map(([column]) => column)]);
  for (const [column, direction] of termsOf(query, place)) ids = ids.orderBy(column, direction);
  return ids.limit(limit);
}

/** Where a walk by status begins, unless at a place, and where it ends: a second bound on one side would undo the first. */
function withinRanks(query: ListQuery, place: ListPlace | null): Expression<SqlBool> {
  const on = expressionBuilder<Tables, 'runs'>();
  const [lowest, highest] = ranksOf(query.preset);
  const [from, to] = [on('status_rank', '>=', lowest), on('status_rank', '<=', highest)];
  const isDown = termsOf(query, place)[0]?.[1] === 'desc';
  return place ? (isDown ? from : to) : on.and([from, to]);
}

/** A stretch of the order: everything comes from its index, so that a late page costs what the first one does. */
export function walkStretch(store: Store, query: ListQuery, part: Part, stretch?: Expression<SqlBool>) {
  const [from, to] = STANDINGS[query.preset];
  return ordered(store, query, part)
    .where('realm', '=', store.realm)
    .$if(stretch !== undefined, (ids) => ids.where(stretch as Expression<SqlBool>))
    .$if(query.user !== '', (ids) => ids.where(namesContain(query.user)))
    .$if(query.sort === 'status', (ids) => ids.where(withinRanks(query, part.place)))
    .$if(query.preset !== 'all', (ids) => ids.where(({ eb, ref }) => eb.between(unindexed(ref('standing')), from, to)))
    .$if(query.preset === 'attention', (ids) => ids.where(needsAttention(store)));
}

/** The statements that walk an order, one after the other until a page is full. */
export const walks = (store: Store, query: ListQuery, part: Part) =>
  part.place
    ? stretchesBeyond(query, part.place).map((stretch) => walkStretch(store, query, part, stretch))
    : [walkStretch(store, query, part)];

/** Walks an order until the part is full, stretch by stretch. */
export async function walkOrder(store: Store, query: ListQuery, part: Part): Promise<readonly Keys[]> {
  const found: Keys[] = [];
  for (const walk of walks(store, query, part)) {
    if (found.length >= part.limit) break;
    found.push(...(await walk.limit(part.limit - found.length).execute()));
  }
  return found;
}

/** Sorts what was found: right only for few, since each is a parameter of the statement. */
export function sortFew(store: Store, query: ListQuery, part: Part, few: readonly Found[]) {
  const [from, to] = STANDINGS[query.preset];
  const shown = few.filter(({ standing }) => standing >= from && standing <= to).map(({ id }) => id);
  const { place } = part;
  return ordered(store, query, part)
    .where('id', 'in', shown)
    .$if(place !== null, (ids) => ids.where((on) => on.or(place ? stretchesBeyond(query, place) : [])))
    .$if(query.preset === 'attention', (ids) => ids.where(needsAttention(store)));
}

/** A page out of one run more than it holds, as they were walked; with the places of those beside it. */
export function pageOf(found: readonly Placed[], size: number, order: Sort, place: ListPlace | null) {
  const isMore = found.length > size;
  const shown = place?.before ? found.slice(0, size).toReversed() : found.slice(0, size);
  const [first, last] = [shown[0], shown.at(-1)];
  const [hasPrevious, hasNext] = place?.before ? [isMore, true] : [place !== null, isMore];
  return {
    ids: shown.map(({ id }) => id),
    previous: first && hasPrevious ? placeOf(first, order, true) : null,
    next: last && hasNext ? placeOf(last, order, false) : null,
  };
}

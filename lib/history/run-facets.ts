import { type Expression, type ExpressionBuilder, expressionBuilder, type SqlBool, sql } from 'kysely';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { unindexed } from './engine.ts';
import { isUnseen, namesContain, needsAttention, STANDINGS } from './run-filters.ts';
import type { RunsTable, Tables } from './schema.ts';
import type { Store } from './store.ts';
import { storable } from './text.ts';

/** What is asked of runs; of failures also only those that need somebody. */
export interface Asked extends ListQuery {
  readonly unseen?: boolean;
}

/** Facts of a run that a filter asks for in full, each with an index of its own; the first are the rarest. */
const FACETS = {
  code: ({ code }: ListQuery) => code || null,
  folder_state: ({ folderState }: ListQuery) => folderState,
  requested_by: ({ by }: ListQuery) => (by === '' ? null : storable(by)),
  standing: ({ preset }: ListQuery) => (preset === 'running' || preset === 'failed' ? STANDINGS[preset][0] : null),
  kind: ({ kind }: ListQuery) => kind,
} as const satisfies Partial<Record<keyof RunsTable, (query: ListQuery) => string | number | null>>;
export type Facet = keyof typeof FACETS;
const ALL = Object.keys(FACETS) as readonly Facet[];

/** The facets that a query asks for. */
export const facetsOf = (query: ListQuery): readonly Facet[] => ALL.filter((facet) => FACETS[facet](query) !== null);

/** Whether a query asks for more than a preset and a part of a name. */
export const hasFacets = (query: ListQuery): boolean =>
  facetsOf({ ...query, preset: 'all' }).length > 0 ||
  query.text !== '' ||
  query.byPair ||
  query.since !== null ||
  query.until !== null;

/**
 * Everything that a query asks of a run but its text. The index of `driver` is used, by default that of the order asked
 * for; all else is tested row by row.
 */
export function passesFacets(store: Pick<Store, 'now'>, query: Asked, driver?: Facet): Expression<SqlBool> {
  const on = expressionBuilder<Tables, 'runs'>();
  const { preset, user, since, until, byPair } = query;
  const [from, to] = STANDINGS[preset];
  return on.and([
    sql<SqlBool>`true`,
    ...facetsOf(query).map((facet) => hasFacet(query, facet, facet === driver)),
    ...(since === null ? [] : [on('requested_at', '>=', Date.parse(since))]),
    ...(until === null ? [] : [on('requested_at', '<', Date.parse(until))]),
    ...(user === '' ? [] : [namesContain(user)(on)]),
    ...(to === from || preset === 'all' ? [] : [on.between(unindexed(on.ref('standing')), from, to)]),
    ...(preset === 'attention' ? [needsAttention(store)(on)] : []),
    ...(query.unseen ? [isUnseen(on)] : []),
    ...(byPair ? [isLastOfPair(on)] : []),
  ]);
}

/** The one fact alone; by its index, or row by row. */
export function hasFacet(query: ListQuery, facet: Facet, indexed: boolean): Expression<SqlBool> {
  const column = expressionBuilder<Tables, 'runs'>().ref(facet) as Expression<string | number | null>;
  return sql<SqlBool>`${indexed ? column : unindexed(column)} = ${FACETS[facet](query)}`;
}

/** No later run of its pair is recorded. */
function isLastOfPair(on: ExpressionBuilder<Tables, 'runs'>): Expression<SqlBool> {
  const later = on
    .selectFrom('runs as later')
    .select('later.id')
    .whereRef('later.realm', '=', 'runs.realm')
    .whereRef('later.old_user', '=', 'runs.old_user')
    .whereRef('later.new_user', '=', 'runs.new_user')
    .whereRef('later.number', '>', 'runs.number');
  return on.not(on.exists(later));
}

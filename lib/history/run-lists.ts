import type { ListQuery } from '#lib/migrations/list-views.ts';
import { FEW, findFew } from './found-runs.ts';
import { listNarrowed, sorted } from './narrowed-lists.ts';
import { hasFacets } from './run-facets.ts';
import { countFound, countPresets } from './run-filters.ts';
import { type Counts, type IdPage, type Part, pageOf, placeIn, sortFew, walkOrder } from './run-orders.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder } from './run-rows.ts';
import { findNamed } from './run-search.ts';
import type { Store } from './store.ts';

export interface RunPage extends Counts {
  readonly runs: readonly RunRecord[];
}

/**
 * One page of the list, from its beginning or next to a place, with what the other filters would show. What is recorded
 * meanwhile moves no page. A page before a place that would reach the beginning is the first one, and full.
 */
export async function listRuns(store: Store, query: ListQuery, size: number, most?: number): Promise<RunPage> {
  const { ids, ...rest } = hasFacets(query)
    ? await listNarrowed(store, query, size, most)
    : await listAll(store, query, size);
  if (query.place?.before && rest.previous === null) return listRuns(store, { ...query, place: null }, size, most);
  return { ...rest, runs: await readRunsInOrder(store, ids) };
}

/** Without other filters everything is counted, and can be had in every order; under a part of a name where it finds few. */
async function listAll(store: Store, query: ListQuery, size: number): Promise<IdPage> {
  if (query.user !== '') return listNamed(store, query, size);
  const counts = await countPresets(store);
  const total = counts[query.preset];
  const place = placeIn(query, query.sort);
  const part: Part = { limit: size + 1, place };
  const found = total > FEW ? undefined : await findFew(store, query);
  const runs = found ? await sortFew(store, query, part, found).execute() : await walkOrder(store, query, part);
  return { total, counts, capped: [], sortable: true, ...pageOf(runs, size, query.sort, place) };
}

async function listNamed(store: Store, query: ListQuery, size: number): Promise<IdPage> {
  const few = await findNamed(store, { ...query, preset: 'all' });
  if (!few) return listNarrowed(store, query, size);
  return sorted(store, query, size, { found: few, counts: await countFound(store, few), capped: [] });
}

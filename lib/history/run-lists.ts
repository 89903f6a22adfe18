import type { ListQuery } from '#lib/migrations/list-views.ts';
import { FEW, findFew } from './found-runs.ts';
import { listNarrowed } from './narrowed-lists.ts';
import { hasFacets } from './run-facets.ts';
import { countFew, countPresets } from './run-filters.ts';
import { type Counts, type IdPage, type Page, sortFew, walkOrder } from './run-orders.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder } from './run-rows.ts';
import type { Store } from './store.ts';

export interface RunPage extends Counts {
  readonly runs: readonly RunRecord[];
}

/** One page of the list, with what the other filters would show. A page past the end is empty. */
export async function listRuns(store: Store, query: ListQuery, pageSize: number): Promise<RunPage> {
  const page: Page = { limit: pageSize, offset: (query.page - 1) * pageSize };
  const { ids, ...rest } = hasFacets(query)
    ? await listNarrowed(store, query, page)
    : await listAll(store, query, page);
  return { ...rest, runs: await readRunsInOrder(store, ids), hasNext: rest.hasNext };
}

/** Under a preset and a part of a name everything is counted, and can be had in every order. */
async function listAll(store: Store, query: ListQuery, page: Page): Promise<IdPage> {
  const few = query.user === '' ? undefined : await findFew(store, { preset: 'all', user: query.user });
  const counts = few ? await countFew(store, query.user, few) : await countPresets(store, query.user);
  const total = counts[query.preset];
  const about = { total, counts, capped: [], sortable: true, hasNext: page.offset + page.limit < total };
  if (total <= page.offset) return { ...about, ids: [] };
  const found = few ?? (total > FEW ? undefined : await findFew(store, query));
  const rows = found ? await sortFew(store, query, page, found).execute() : await walk(store, query, page, total);
  return { ...about, ids: rows.map(({ id }) => id) };
}

/** Walks from the nearer end, so that a last page costs what a first one does. */
async function walk(store: Store, query: ListQuery, page: Page, total: number): Promise<{ readonly id: string }[]> {
  const after = total - page.offset - page.limit;
  if (page.offset <= after) return walkOrder(store, query, page).execute();
  const backwards = { limit: Math.min(page.limit, total - page.offset), offset: Math.max(0, after) };
  const turned = { ...query, descending: !query.descending };
  return (await walkOrder(store, turned, backwards).execute()).reverse();
}

import { type ListQuery, PRESETS, type Preset } from '#lib/migrations/list-views.ts';
import { FEW, type Found } from './found-runs.ts';
import { countFound } from './run-filters.ts';
import { type IdPage, type Page, sortFew } from './run-orders.ts';
import { findRuns } from './run-search.ts';
import type { Store } from './store.ts';

/**
 * A page under any filter. Few runs are found, counted and sorted; of more, the newest are counted, and the page is walked
 * to by the time of the request, whatever order was asked for.
 */
export async function listNarrowed(store: Store, query: ListQuery, page: Page): Promise<IdPage> {
  const newest = { limit: FEW + 1, offset: 0, descending: true };
  const all = await findRuns(store, { ...query, preset: 'all' }, newest);
  const counted = await countFound(store, all.slice(0, FEW));
  if (all.length <= FEW) return sorted(store, query, page, { found: all, counts: counted, capped: [] });
  const shown = query.preset === 'all' ? all : await findRuns(store, query, newest);
  if (shown.length <= FEW) {
    const counts = { ...counted, [query.preset]: shown.length };
    return sorted(store, query, page, { found: shown, counts, capped: PRESETS.filter((one) => one !== query.preset) });
  }
  const descending = query.sort !== 'requested' || query.descending;
  const isCounted = descending && page.offset + page.limit < shown.length;
  const found = isCounted
    ? shown.slice(page.offset, page.offset + page.limit + 1)
    : await findRuns(store, query, { ...page, limit: page.limit + 1, descending });
  const ids = found.map(({ id }) => id);
  return {
    ids: ids.slice(0, page.limit),
    total: Math.max(FEW, page.offset + Math.min(ids.length, page.limit)),
    counts: { ...counted, [query.preset]: FEW },
    capped: PRESETS,
    hasNext: ids.length > page.limit,
    sortable: false,
  };
}

interface Few {
  readonly found: readonly Found[];
  readonly counts: Readonly<Record<Preset, number>>;
  readonly capped: readonly Preset[];
}

async function sorted(store: Store, query: ListQuery, page: Page, { found, ...few }: Few): Promise<IdPage> {
  const total = few.counts[query.preset];
  const rows = total <= page.offset ? [] : await sortFew(store, query, page, found).execute();
  const hasNext = page.offset + page.limit < total;
  return { ...few, ids: rows.map(({ id }) => id), total, hasNext, sortable: true };
}

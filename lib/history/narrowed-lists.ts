import { type ListPlace, type ListQuery, PRESETS, type Preset } from '#lib/migrations/list-views.ts';
import { FEW, type Found, type Placed } from './found-runs.ts';
import { countRuns } from './row-counts.ts';
import { countFound } from './run-filters.ts';
import { type IdPage, pageOf, placeIn, sortFew } from './run-orders.ts';
import { findRuns } from './run-search.ts';
import { STANDING } from './schema.ts';
import type { Store } from './store.ts';

/** In a record of more runs, fewer of them are counted: each costs more to find. */
const LONG = 250_000;
const FEW_OF_LONG = 250;

/**
 * A page under any filter. Few runs are found, counted and sorted; of more, the newest are counted, and the page is walked
 * to by the time of the request, whatever order was asked for.
 *
 * @param most - how many are few, by default as long as the record is
 */
export async function listNarrowed(store: Store, query: ListQuery, size: number, most?: number): Promise<IdPage> {
  const few = most ?? ((await countRuns(store, ...Object.values(STANDING))) > LONG ? FEW_OF_LONG : FEW);
  const newest = { limit: few + 1, beyond: null, descending: true };
  const all = await findRuns(store, { ...query, preset: 'all' }, newest);
  const counted = await countFound(store, all.slice(0, few));
  if (all.length <= few) return sorted(store, query, size, { found: all, counts: counted, capped: [] });
  const shown = query.preset === 'all' ? all : await findRuns(store, query, newest);
  if (shown.length <= few) {
    const counts = { ...counted, [query.preset]: shown.length };
    return sorted(store, query, size, { found: shown, counts, capped: PRESETS.filter((one) => one !== query.preset) });
  }
  const place = placeIn(query, 'requested');
  return {
    total: few,
    counts: { ...counted, [query.preset]: few },
    capped: PRESETS,
    sortable: false,
    ...pageOf(await walkTo(store, query, size, place, shown), size, 'requested', place),
  };
}

/** One run more than a page, by the time of the request; out of what was counted where it lies in that. */
async function walkTo(
  store: Store,
  query: ListQuery,
  size: number,
  place: ListPlace | null,
  counted: readonly Placed[],
): Promise<readonly Placed[]> {
  const isDescending = query.sort !== 'requested' || query.descending;
  const descending = isDescending !== (place?.before ?? false);
  const [at, id] = place?.values ?? [];
  const beyond = place ? { requested_at: Number(at), id: String(id) } : null;
  const from = place ? counted.findIndex((run) => run.id === id) + 1 : 0;
  const isCounted = descending && (from > 0 || !place) && from + size < counted.length;
  return isCounted
    ? counted.slice(from, from + size + 1)
    : findRuns(store, query, { limit: size + 1, beyond, descending });
}

interface Few {
  readonly found: readonly Found[];
  readonly counts: Readonly<Record<Preset, number>>;
  readonly capped: readonly Preset[];
}

/** A page of few runs that were found, in the order asked for. */
export async function sorted(store: Store, query: ListQuery, size: number, { found, ...few }: Few): Promise<IdPage> {
  const place = placeIn(query, query.sort);
  const rows = await sortFew(store, query, { limit: size + 1, place }, found).execute();
  return { ...few, total: few.counts[query.preset], sortable: true, ...pageOf(rows, size, query.sort, place) };
}

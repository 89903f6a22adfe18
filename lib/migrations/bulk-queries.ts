import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ActionResult } from '#lib/result.ts';
import { type BatchPlace, batchSearch, olderSearch } from './batch-place.ts';
import type { BatchListView, BatchView } from './batch-views.ts';
import type { BulkCommon, BulkMapping, BulkReview, BulkRow, BulkTable } from './bulk-views.ts';
import { ResponseError, readPolled } from './polling.ts';
import { LIST_POLL_MS, POLL_MS, pace } from './queries.ts';

/** What the pages of batches ask for; questions that are too long for an address go as POST. */

const DEADLINE_MS = 30_000;

async function post<T>(path: string, question: unknown, signal: AbortSignal): Promise<ActionResult<T>> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(question),
    signal: AbortSignal.any([signal, AbortSignal.timeout(DEADLINE_MS)]),
  });
  if (!response.ok) throw new ResponseError(response.status, path);
  return response.json();
}

/** How a list is to be read; what is left out is guessed. */
export interface ListQuestion {
  readonly text: string;
  readonly hasHeader?: boolean;
  readonly mapping?: BulkMapping;
}

/** Reads a list that was pasted, or says which line is at fault. */
export const readList = (question: ListQuestion): Promise<ActionResult<BulkTable>> =>
  post('/api/bulk/read', question, new AbortController().signal);

/** A row that keeps its name while it is edited. */
export interface NamedRow extends BulkRow {
  readonly id: number;
}

/** What is known of these rows; `revision` changes with whatever the answer depends on. */
export const reviewQuery = (revision: string, rows: readonly NamedRow[], common: BulkCommon) =>
  queryOptions({
    queryKey: ['bulk-review', revision],
    queryFn: async ({ signal }) => {
      const bare = rows.map(({ id: _, ...row }) => row);
      const answer = await post<BulkReview>('/api/bulk/review', { rows: bare, common }, signal);
      if (!answer.ok) throw new Error(answer.error.message);
      const { rows: reviews, room } = answer.value;
      return { room, byRow: new Map(rows.map(({ id }, at) => [id, reviews[at]])) };
    },
    enabled: rows.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 15_000,
    gcTime: 60_000,
    retry: 1,
  });

/** One batch with some of its rows; asked for more seldom when it has ended, since somebody may retry it. */
export const batchQuery = (initial: BatchView, place: BatchPlace) =>
  queryOptions({
    queryKey: ['batch', initial.id, batchSearch(place)],
    queryFn: (polling) =>
      readPolled<BatchView>(`/api/batches/${encodeURIComponent(initial.id)}${batchSearch(place)}`, polling),
    initialData: initial,
    refetchInterval: (query) => pace(query.state.data?.state === 'ended' ? LIST_POLL_MS : POLL_MS)(query),
  });

/** A page of the batches. It is asked for also while none is open: somebody else may start one. */
export const batchListQuery = (initial: BatchListView, before: string | null) =>
  queryOptions({
    queryKey: ['batches', olderSearch(before)],
    queryFn: (polling) => readPolled<BatchListView>(`/api/batches${olderSearch(before)}`, polling),
    initialData: initial,
    refetchInterval: pace(LIST_POLL_MS),
  });

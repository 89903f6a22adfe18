import { queryOptions } from '@tanstack/react-query';
import { listSearch } from './list-query.ts';
import type { ListQuery, RunListView } from './list-views.ts';
import { readPolled } from './polling.ts';
import { LIST_POLL_MS, pace } from './queries.ts';
import { isOutcome } from './states.ts';

/** One page of the migrations list. It is asked for also while nothing runs: somebody else may start something. */
export const runListQuery = (query: ListQuery, initial: RunListView) =>
  queryOptions({
    queryKey: ['runs', listSearch(query)],
    queryFn: (polling) => readPolled<RunListView>(`/api/runs${listSearch(query)}`, polling),
    initialData: initial,
    refetchInterval: pace(LIST_POLL_MS),
  });

/** Whether any run of a list may still change by itself. */
export const hasUnfinished = (list: RunListView | undefined): boolean =>
  list !== undefined && (list.counts.running > 0 || list.runs.some(({ status }) => !isOutcome(status)));

import { useQuery } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { pairRunsQuery } from '#lib/migrations/queries.ts';
import { isOutcome } from '#lib/migrations/states.ts';
import type { PairView, RunView } from '#lib/migrations/views.ts';
import { hasNews, newestOf } from './pair-news.ts';

type Known = Pick<PairView, 'oldUser' | 'newUser' | 'runs' | 'reverseRuns'>;

/**
 * The runs of a pair as they stand now. They are asked for also while nothing runs: somebody else may start something.
 * A run that comes or ends changes what else the page says, which is read anew then.
 */
export function usePairRuns(pair: Known) {
  const polled = useQuery(pairRunsQuery(pair.oldUser, pair.newUser));
  const isNewer = polled.isFetchedAfterMount && polled.data && newestOf(polled.data) >= newestOf(pair);
  const { runs, reverseRuns } = isNewer ? polled.data : pair;
  const now = [...runs, ...reverseRuns];
  useReread(now);
  return { runs, reverseRuns, isLive: now.some(isUnfinished), isStale: polled.isError };
}

const isUnfinished = ({ status }: RunView): boolean => !isOutcome(status);

/** Reads the page anew, once for each run that comes or ends. */
function useReread(now: readonly RunView[]): void {
  const router = useRouter();
  const read = useRef(now);
  useEffect(() => {
    if (hasNews(read.current, now)) router.refresh();
    read.current = now;
  }, [now, router]);
}

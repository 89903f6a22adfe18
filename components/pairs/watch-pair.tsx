'use client';

import type { PairView } from '#lib/migrations/views.ts';
import { usePairRuns } from './use-pair-runs.ts';

/** Waits for the first run of a pair, which somebody else may start; the page is read anew then. */
export function WatchPair(pair: Pick<PairView, 'oldUser' | 'newUser' | 'runs' | 'reverseRuns'>) {
  usePairRuns(pair);
  return null;
}

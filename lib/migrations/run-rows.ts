import 'server-only';
import type { RunRecord } from '#lib/history/run-record.ts';
import { fateOf } from './copy-fate.ts';
import type { Parts } from './parts.ts';
import { runView, startsLater } from './run-view.ts';
import type { RunView } from './views.ts';

/** Records as rows of a list, in their order; `placeOf` tells a run's place in the queue, from 1, where it has one. */
export async function runRows(
  { history, followers }: Pick<Parts, 'history' | 'followers'>,
  records: readonly RunRecord[],
  placeOf: (run: RunRecord, at: number) => number | null,
): Promise<readonly RunView[]> {
  const later = await history.laterRuns(records.map(({ id }) => id));
  return records.map((run, at) =>
    runView(run, {
      live: followers.live(run.id),
      later: fateOf(later.get(run.id) ?? []),
      queuePosition: isQueued(run) ? placeOf(run, at) : null,
    }),
  );
}

/** Whether a run has a place in the queue: one that waits for its time has none yet. */
export const isQueued = (run: RunRecord): boolean =>
  run.outcome === null && run.launchedAt === null && !startsLater(run, Date.now());

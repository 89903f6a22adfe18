import type { RunRecord } from '#lib/history/run-record.ts';
import type { HandedOver, PartialCopyView } from './cleanup-views.ts';
import { fateOf, type LaterRun } from './copy-fate.ts';
import { stagingOf } from './partial-copy.ts';
import { isoOf } from './run-view.ts';
import type { RunState } from './states.ts';

/**
 * The partial copy that a run left, or may have; undefined where a run that has not ended left none yet.
 *
 * @param later - every run that worked on it since, oldest first
 */
export function partialCopyView(run: RunRecord, later: readonly LaterRun[]): PartialCopyView | undefined {
  if (run.outcome === null) return undefined;
  return {
    ...{ folder: stagingOf(run), oldUser: run.oldUser, newUser: run.newUser },
    isCertain: run.folderState === 'partial',
    bytes: run.result?.bytes ?? run.bytesDone,
    files: run.result?.files ?? run.filesDone,
    handedOver: handedOver(run),
    ...{ runId: run.id, runNumber: run.number, outcome: run.outcome, code: run.code },
    at: isoOf(run.endedAt ?? run.updatedAt),
    later: fateOf(later),
  };
}

/** Files are given to the new user as they are copied; what is left over, before both sides are compared. */
const GIVEN: Readonly<Partial<Record<RunState, HandedOver>>> = {
  copying: 'part',
  owning: 'part',
  verifying: 'all',
  finishing: 'all',
};

const handedOver = ({ folderState, lastState }: RunRecord): HandedOver =>
  (folderState === 'partial' && GIVEN[lastState]) || 'unknown';

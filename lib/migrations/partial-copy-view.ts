import type { HomeFolders } from '#lib/history/home-folders.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { HandedOver, PartialCopyView, SeenCopyView } from './cleanup-views.ts';
import { fateOf, type LaterRun } from './copy-fate.ts';
import { stagingOf } from './partial-copy.ts';
import { isoOf } from './run-view.ts';
import type { RunState } from './states.ts';

/**
 * The partial copy that a run left, or may have; undefined where a run that has not ended left none yet.
 *
 * @param later - every run that worked on it since, oldest first
 * @param home - what the last check saw in the home it is in
 */
export function partialCopyView(
  run: RunRecord,
  later: readonly LaterRun[],
  home: HomeFolders | undefined,
): PartialCopyView | undefined {
  if (run.outcome === null) return undefined;
  return {
    seen: seenIn(home, run),
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

/** What was seen before the run ended says nothing of what it left. */
function seenIn(home: HomeFolders | undefined, run: RunRecord): SeenCopyView | null {
  if (!home || home.at < (run.endedAt ?? 0)) return null;
  const folder = home.folders.find(({ name }) => name === stagingOf(run));
  return { at: isoOf(home.at), size: folder ? { bytes: folder.bytes, files: folder.files } : null };
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

import type { RunRecord } from '#lib/history/run-record.ts';
import { fateOf, type LaterRun } from './copy-fate.ts';
import { exitWords } from './exit-words.ts';
import { evidenceWords } from './explain.ts';
import type { PairFolderView, RunResultView } from './pair-views.ts';
import { isPartialCopy, partialCopyOf, stagingOf } from './partial-copy.ts';
import { receiptOf } from './run-facts.ts';
import { isoOf } from './run-view.ts';
import { whatIsLeft } from './what-is-left.ts';

/** What an ended run left behind. */
export function runResult(run: RunRecord, later: readonly LaterRun[]): RunResultView {
  return {
    runId: run.id,
    exit: run.exitCode === null ? null : exitWords(run.exitCode),
    message: run.message || null,
    receipt: receiptOf(run),
    evidence: evidenceWords(run),
    left: whatIsLeft({ ...run, code: run.code ?? '', staging: stagingOf(run), later: fateOf(later) }),
  };
}

/** The folder that an ended run left or may have left, also where a later run took it over or removed it. */
export function pairFolders(run: RunRecord, later: readonly LaterRun[]): readonly PairFolderView[] {
  if (run.kind !== 'copy' || run.outcome === null || run.folderState === 'none') return [];
  const isComplete = run.folderState === 'complete';
  return [
    {
      name: isComplete ? run.folder : stagingOf(run),
      home: run.newUser,
      state: run.folderState,
      bytes: run.result?.bytes ?? run.bytesDone,
      files: run.result?.files ?? run.filesDone,
      ...{ runId: run.id, runNumber: run.number, at: isoOf(run.endedAt ?? run.updatedAt) },
      later: fateOf(later),
      open: !isComplete && isPartialCopy(partialCopyOf(run, later)),
    },
  ];
}

import { EXIT } from '#lib/migrations/exit-codes.ts';
import type { FinalResult } from '#lib/migrations/wire.ts';
import type { Failure } from './failure.ts';
import type { Reporter } from './reporter.ts';

/** What a run knows so far for its final result; filled in as it goes, so that a failure at any step tells all there is. */
export type Facts = Omit<FinalResult, 'exitCode' | 'message' | 'notes' | 'entries'>;

export const nothingKnown = (): Facts => ({
  ...{ folder: null, folderState: 'none', path: null, staging: null },
  ...{ files: 0, bytes: 0, totalFiles: 0, totalBytes: 0 },
  ...{ owner: null, oldHome: null, newHome: null, room: null },
});

/** The final result of a run that ended with `failure`, or well. */
export const resultOf = (facts: Facts, failure: Failure | undefined, reporter: Reporter): FinalResult => ({
  exitCode: EXIT[failure?.exit ?? 'ok'],
  message: failure?.message ?? '',
  ...facts,
  notes: reporter.notes,
  entries: reporter.entries,
});

import { EXIT, type ExitName, exitNameOf } from './exit-codes.ts';
import { neverStartedCode } from './never-started.ts';
import { CODES, type Code } from './outcomes.ts';
import type { FolderState, Outcome, RunKind } from './states.ts';
import type { FinalResult } from './wire.ts';

/** How a run ended: what goes into its record for good. */
export interface Ending {
  readonly outcome: Outcome;
  readonly code: Code;
  readonly folderState: FolderState;
  readonly message: string;
}

/** What was observed at the end of a pod. All of it may be missing. */
export interface ExitFacts {
  readonly exitCode: number | null;
  /** The cluster's word: `OOMKilled`, `Evicted`, `DeadlineExceeded`, … */
  readonly reason: string | null;
  readonly message: string | null;
  /** Whether the copying container ever ran; what runs before it writes nothing. */
  readonly everRan: boolean;
}

/** What Rehome itself had asked for before the end. */
export interface Intent {
  readonly stopRequested: boolean;
  /** Set when the start deadline passed: the reason that kept the pod waiting, or null. */
  readonly neverStarted: { readonly reasonKey: string | null; readonly sentence: string | null } | undefined;
}

const BY_EXIT: Readonly<Record<Exclude<ExitName, 'ok' | 'stopped'>, Code>> = {
  crashed: 'RH-901',
  badArguments: 'RH-902',
  unexpected: 'RH-903',
  noOldHome: 'RH-104',
  noNewHome: 'RH-105',
  copyFailed: 'RH-306',
  ownershipFailed: 'RH-407',
  outOfSpace: 'RH-308',
  differs: 'RH-509',
  unsafeHome: 'RH-310',
};
/** Reasons by which a cluster ends a pod itself. https://kubernetes.io/docs/concepts/workloads/pods/disruptions/ */
const CLUSTER_REASONS = new Set([
  'Evicted',
  'Preempting',
  'Preempted',
  'NodeLost',
  'NodeShutdown',
  'Terminated',
  'DeletionByTaintManager',
  'DeletionByPodGC',
  'TerminationByKubelet',
  'UnexpectedAdmissionError',
  'NodeAffinity',
  'OutOfcpu',
  'OutOfmemory',
]);

const end = (code: Code, folderState: FolderState, message = ''): Ending => ({
  outcome: CODES[code].outcome,
  code,
  folderState,
  message,
});

/**
 * What a pod's end means (`product.md` 5.2). A stop that came too late does not turn a finished copy into a stopped one;
 * an end by signal is *cancelled* only where Rehome asked for it; our own deadline is *timed out*, others are failures.
 */
export function endingOf(
  exit: ExitFacts,
  result: FinalResult | undefined,
  intent: Intent,
  kind: RunKind = 'copy',
): Ending {
  const folder = folderOf(kind, exit.everRan, result);
  const message = result?.message || exit.message || '';
  if (exit.exitCode === EXIT.ok) return succeeded(kind, folder, result, message);
  if (exit.reason === 'DeadlineExceeded') return end('RH-603', folder, message);
  if (intent.stopRequested && endedByRequest(exit)) return end(exit.everRan ? 'RH-601' : 'RH-602', folder, message);
  if (exit.reason === 'OOMKilled') return end('RH-237', folder, message);
  if (intent.neverStarted && !exit.everRan && endedByRequest(exit)) {
    return end(neverStartedCode(intent.neverStarted.reasonKey), 'none', intent.neverStarted.sentence ?? message);
  }
  if (exit.reason && CLUSTER_REASONS.has(exit.reason)) return end('RH-230', folder, message);
  return byExitCode(exit, folder, message);
}

/**
 * The pod is gone and left nothing: what is known is only what Rehome had asked for. `mayHaveRun` unless it is certain
 * that nothing was copied.
 */
export function endingWithoutPod(
  result: FinalResult | undefined,
  mayHaveRun: boolean,
  intent: Intent,
  kind: RunKind = 'copy',
): Ending {
  if (result)
    return endingOf({ exitCode: result.exitCode, reason: null, message: null, everRan: true }, result, intent, kind);
  const folder = folderOf(kind, mayHaveRun, undefined);
  if (intent.stopRequested) return end(mayHaveRun ? 'RH-601' : 'RH-602', folder);
  if (intent.neverStarted && !mayHaveRun) {
    return end(neverStartedCode(intent.neverStarted.reasonKey), 'none', intent.neverStarted.sentence ?? '');
  }
  return end('RH-620', kind === 'check' ? 'none' : 'unknown');
}

/** An ending that needs no pod to be read. */
export const endingByCode = (code: Code, message: string): Ending => end(code, 'none', message);

/** What the run left in the new home; a check can write nothing. */
function folderOf(kind: RunKind, mayHaveRun: boolean, result: FinalResult | undefined): FolderState {
  if (kind === 'check') return 'none';
  return result?.folderState ?? (mayHaveRun ? 'unknown' : 'none');
}

function succeeded(kind: RunKind, folder: FolderState, result: FinalResult | undefined, message: string): Ending {
  // Only the migrator's own word makes an end good: another program in the image may end with 0 as well.
  if (!result) return end('RH-905', folder, message);
  if (kind === 'discard') return end('RH-004', folder, message);
  const [plain, noted] = kind === 'check' ? (['RH-002', 'RH-003'] as const) : (['RH-000', 'RH-001'] as const);
  return end(result.notes.length > 0 ? noted : plain, folder, message);
}

function endedByRequest(exit: ExitFacts): boolean {
  if (exit.exitCode === null) return true;
  return exit.exitCode === EXIT.stopped || exit.exitCode > 128;
}

function byExitCode(exit: ExitFacts, folder: FolderState, message: string): Ending {
  if (exit.exitCode === null) return end('RH-230', folder, message || (exit.reason ?? ''));
  const name = exitNameOf(exit.exitCode);
  if (name === 'stopped' || exit.exitCode === 143) return end('RH-231', folder, message);
  if (name && name !== 'ok') return end(BY_EXIT[name], folder, message);
  if (exit.exitCode === 126) return end('RH-226', 'none', message);
  if (exit.exitCode === 127) return end('RH-227', 'none', message);
  return end(exit.exitCode === 137 ? 'RH-238' : 'RH-904', folder, message);
}

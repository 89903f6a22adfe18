import {
  type EvidenceState,
  type FolderState,
  isOutcome,
  isSuccess,
  type ObjectState,
  type Outcome,
  type RunState,
  STATUS,
} from '#lib/migrations/states.ts';
import type { FinalResult } from '#lib/migrations/wire.ts';
import { addEnd } from './ends.ts';
import { type EvidenceText, type PackedEvidence, packEvidence, storeEvidence } from './evidence.ts';
import { type ExitedPodStatus, putExitedPod } from './exited-pods.ts';
import { type HomeFacts, storeHomeFacts } from './home-facts.ts';
import { type HomeFolders, storeHomeFolders } from './home-folders.ts';
import { releaseLocks } from './locks.ts';
import { addUnseen, settleEarlier } from './notes.ts';
import { tellEnd } from './notices.ts';
import { keepPartialCopies } from './partial-copies.ts';
import type { RunRecord } from './run-record.ts';
import { readRun } from './run-rows.ts';
import { setObjects } from './runs.ts';
import { needsSomebody, standingOf } from './standing.ts';
import { inTransaction, type Store } from './store.ts';
import { storableOrNull } from './text.ts';
import { appendTimeline, type TimelineEntry } from './timeline.ts';

/** How a run ended. What is left out keeps what the record says. */
export interface RunEnd {
  readonly outcome: Outcome;
  /** `RH-…` */
  readonly code: string;
  readonly endedAt: number;
  /** The last state that it was in, where that passed too quickly to be recorded. */
  readonly lastState?: RunState;
  readonly startedAt?: number | null;
  readonly exitCode?: number | null;
  readonly exitSignal?: number | null;
  readonly exitReason?: string | null;
  readonly message?: string | null;
  readonly result?: FinalResult | null;
  readonly bytesDone?: number | null;
  readonly filesDone?: number | null;
  readonly folder?: string;
  readonly folderState?: FolderState;
  readonly staging?: string | null;
  readonly evidence?: EvidenceState;
  readonly objects?: ObjectState;
}

/** What is kept beside the record of an ended run. */
export interface RunRemains {
  readonly evidence?: readonly EvidenceText[];
  readonly timeline?: readonly TimelineEntry[];
  readonly homeFacts?: readonly HomeFacts[];
  readonly homeFolders?: readonly HomeFolders[];
  readonly exitedPod?: ExitedPodStatus | null;
}

/**
 * Ends a run with all that is known of it, and gives back its locks, in one transaction.
 * @returns false, with nothing changed, where it has ended already or is not there
 */
export async function settleRun(store: Store, id: string, end: RunEnd, remains: RunRemains = {}): Promise<boolean> {
  const packed = await Promise.all((remains.evidence ?? []).map(packEvidence));
  return inTransaction(store, (inside) => settleInside(inside, id, end, remains, packed));
}

/** The same inside a transaction that does more. */
export async function settleInside(
  store: Store,
  id: string,
  end: RunEnd,
  remains: RunRemains,
  packed: readonly PackedEvidence[],
): Promise<boolean> {
  const run = await readRun(store, id);
  if (!run || run.outcome !== null || !(await writeEnd(store, run, end))) return false;
  await sumEnd(store, run, end);
  await tellEnd(store, run, end);
  await keepPartialCopies(store, run, {
    ...{ outcome: end.outcome, endedAt: end.endedAt, folderState: end.folderState ?? run.folderState },
    bytes: end.result?.bytes ?? end.bytesDone ?? run.bytesDone,
  });
  await releaseLocks(store, run);
  await storeEvidence(store, id, packed, end.endedAt);
  await appendTimeline(store, id, remains.timeline ?? []);
  await storeHomeFacts(store, id, remains.homeFacts ?? []);
  await storeHomeFolders(store, id, remains.homeFolders ?? []);
  if (remains.exitedPod) await putExitedPod(store, remains.exitedPod);
  if (end.objects !== undefined) await setObjects(store, id, end.objects, end.endedAt, null);
  return true;
}

async function writeEnd({ db, realm, now }: Store, run: RunRecord, end: RunEnd): Promise<boolean> {
  if (!isOutcome(end.outcome)) throw new Error(`${end.outcome} is no outcome`);
  const startedAt = end.startedAt ?? run.startedAt;
  const duration = startedAt === null ? null : Math.max(0, end.endedAt - startedAt);
  const { numUpdatedRows } = await db
    .updateTable('runs')
    .where('realm', '=', realm)
    .where('id', '=', run.id)
    .where('outcome', 'is', null)
    .set({
      outcome: end.outcome,
      code: end.code,
      ...(end.lastState && { last_state: end.lastState }),
      standing: standingOf(end.outcome),
      status_rank: STATUS[end.outcome].rank,
      ended_at: end.endedAt,
      started_at: startedAt,
      duration_ms: duration,
      duration_key: duration ?? -1,
      stalled: 0,
      updated_at: now(),
      ...exitColumns(end),
      ...(end.result && resultColumns(end.result)),
      ...(end.bytesDone !== undefined && { bytes_done: end.bytesDone }),
      ...(end.filesDone !== undefined && { files_done: end.filesDone }),
      ...(end.folder !== undefined && { folder: end.folder }),
      ...(end.folderState !== undefined && { folder_state: end.folderState }),
      ...(end.staging !== undefined && { staging: end.staging }),
      ...(end.evidence !== undefined && { evidence: end.evidence }),
    })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** What the overview shows of it: the sums of ends, and a failure until somebody has seen it or a later run did the same. */
async function sumEnd(store: Store, run: RunRecord, end: RunEnd): Promise<void> {
  await addEnd(store, run.kind, { ...copiedItself(run, end), outcome: end.outcome, endedAt: end.endedAt });
  if (needsSomebody(run.kind, end.outcome)) await addUnseen(store, run.id, end.endedAt);
  if (isSuccess(end.outcome) && run.kind !== 'check') await settleEarlier(store, run);
}

/** What a run copied, without what it found there; nothing where a resumed one did not get so far as to tell. */
function copiedItself(run: RunRecord, { result, bytesDone, filesDone }: RunEnd) {
  const kept = run.resumes === null ? { bytes: 0, files: 0 } : result?.kept;
  if (run.kind !== 'copy' || !kept) return { bytes: 0, files: 0 };
  const bytes = result?.bytes ?? bytesDone ?? run.bytesDone ?? 0;
  const files = result?.files ?? filesDone ?? run.filesDone ?? 0;
  return { bytes: Math.max(0, bytes - kept.bytes), files: Math.max(0, files - kept.files) };
}

const exitColumns = (end: RunEnd) => ({
  ...(end.exitCode !== undefined && { exit_code: end.exitCode }),
  ...(end.exitSignal !== undefined && { exit_signal: end.exitSignal }),
  ...(end.exitReason !== undefined && { exit_reason: storableOrNull(end.exitReason) }),
  ...(end.message !== undefined && { message: storableOrNull(end.message) }),
});

const resultColumns = (result: FinalResult) => ({
  result: JSON.stringify(result),
  bytes_total: result.totalBytes,
  bytes_done: result.bytes,
  files_done: result.files,
  size_key: result.totalBytes,
});

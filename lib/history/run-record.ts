import type { EvidenceState, FolderState, ObjectState, Outcome, RunKind, RunState } from '#lib/migrations/states.ts';
import type { FinalResult } from '#lib/migrations/wire.ts';

/** Why a run waits or is not sure. `since` is kept while the key stays the same. */
export interface ReasonRecord {
  readonly key: string;
  readonly sentence: string;
  readonly raw: string | null;
  readonly since: number;
}

export interface Progress {
  readonly bytesDone: number;
  readonly bytesTotal: number;
  readonly filesDone: number;
  readonly filesTotal: number;
  /** Bytes a second; null while unknown. */
  readonly rate: number | null;
  /** Seconds left; null unless stable. */
  readonly remaining: number | null;
  readonly path: string | null;
}

export interface ProgressRecord extends Progress {
  /** When a number last changed. */
  readonly at: number;
}

/** What a run was started with, for the record. */
export type RunSettings = Readonly<Record<string, unknown>>;

/** One run as it is recorded. Times are milliseconds since the epoch, sizes bytes. */
export interface RunRecord {
  readonly id: string;
  readonly number: number;
  readonly oldUser: string;
  readonly newUser: string;
  readonly kind: RunKind;
  readonly state: RunState;
  /** The last state before `unknown`, `stopping` or the end. */
  readonly lastState: RunState;
  readonly outcome: Outcome | null;
  readonly code: string | null;
  readonly requestedBy: string;
  readonly requestedAt: number;
  readonly why: string | null;
  readonly ticket: string | null;
  /** Whether whoever asked for it said that both accounts are one person's. */
  readonly identityConfirmed: boolean;
  /** The batch that it is a row of. */
  readonly batchId: string | null;
  readonly notBefore: number | null;
  readonly podName: string | null;
  readonly podUid: string | null;
  readonly namespace: string | null;
  readonly launchedAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly stopRequestedAt: number | null;
  readonly stopRequestedBy: string | null;
  /** The id of the run whose partial copy this one works on: a copy goes on in it, a discard removes it. */
  readonly resumes: string | null;
  readonly folder: string;
  readonly folderState: FolderState;
  readonly staging: string | null;
  readonly reason: ReasonRecord | null;
  readonly stalled: boolean;
  readonly progress: ProgressRecord | null;
  readonly bytesTotal: number | null;
  readonly bytesDone: number | null;
  readonly filesDone: number | null;
  readonly exitCode: number | null;
  readonly exitSignal: number | null;
  readonly exitReason: string | null;
  readonly message: string | null;
  readonly result: FinalResult | null;
  readonly evidence: EvidenceState;
  /** A later fact: when the retention job removed it. */
  readonly evidenceRemovedAt: number | null;
  readonly settings: RunSettings;
  /** From the start of work to the end; null where no work was seen. */
  readonly durationMs: number | null;
  readonly updatedAt: number;
  /** A later fact: what became of the run's objects in the cluster. */
  readonly objects: ObjectState;
  /** A later fact: who saw a failure, and when. */
  readonly acknowledged: { readonly by: string; readonly at: number } | null;
}

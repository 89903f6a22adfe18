import type { Selectable } from 'kysely';
import type { BatchRowState, BatchState } from '#lib/migrations/batch-views.ts';
import type { KeepPods } from '#lib/migrations/start-views.ts';
import type { VerifyMode } from '#lib/migrations/wire.ts';
import type { BatchesTable, BatchRowsTable } from './batch-tables.ts';

/** How each run of a batch is made. */
export interface BatchOptions {
  readonly verify: VerifyMode;
  readonly excludes: readonly string[];
  /** Bytes a second; null for no limit. */
  readonly bandwidth: number | null;
  readonly keepPods: KeepPods;
  readonly identityConfirmed: boolean;
}

/** Many copies that were asked for at once. Times are milliseconds since the epoch. */
export interface BatchRecord {
  readonly id: string;
  readonly requestedBy: string;
  readonly source: string | null;
  readonly requestedAt: number;
  readonly state: BatchState;
  readonly stateBy: string | null;
  readonly stateAt: number;
  readonly pauseReason: 'asked' | 'failures' | null;
  readonly options: BatchOptions;
  /** How many of its runs may be unfinished at a time. */
  readonly concurrency: number;
  /** After so many failures it pauses; null for never. */
  readonly stopAfter: number | null;
  /** With so many failed rows it pauses next. */
  readonly failuresUntil: number | null;
  readonly endedAt: number | null;
}

/** One row of a batch: a copy to be made, in the order of `position`. */
export interface BatchRowRecord {
  readonly position: number;
  /** Where it stood in the list that was read. */
  readonly line: number;
  readonly oldUser: string;
  readonly newUser: string;
  readonly why: string | null;
  readonly ticket: string | null;
  /** What it leaves out and how it is compared, where that is not as its batch says. */
  readonly excludes: readonly string[] | null;
  readonly verify: VerifyMode | null;
  readonly state: BatchRowState;
  readonly attempt: number;
  readonly runId: string | null;
  /** The run whose partial copy the next attempt goes on in. */
  readonly resumes: string | null;
  readonly refusal: string | null;
}

export const toBatch = (row: Selectable<BatchesTable>): BatchRecord => ({
  id: row.id,
  requestedBy: row.requested_by,
  source: row.source,
  requestedAt: row.requested_at,
  state: row.state,
  stateBy: row.state_by,
  stateAt: row.state_at,
  pauseReason: row.pause_reason,
  // Written by history alone, as JSON of this type.
  options: JSON.parse(row.options) as BatchOptions,
  concurrency: row.concurrency,
  stopAfter: row.stop_after,
  failuresUntil: row.failures_until,
  endedAt: row.ended_at,
});

export const toBatchRow = (row: Selectable<BatchRowsTable>): BatchRowRecord => ({
  position: row.position,
  line: row.line,
  oldUser: row.old_user,
  newUser: row.new_user,
  why: row.why,
  ticket: row.ticket,
  excludes: row.excludes === null ? null : (JSON.parse(row.excludes) as string[]),
  verify: row.verify,
  state: row.state,
  attempt: row.attempt,
  // While a row waits, these are what came of the attempt before.
  runId: row.state === 'waiting' ? null : row.run_id,
  resumes: row.resumes,
  refusal: row.state === 'waiting' ? null : row.refusal,
});

import type { ColumnType } from 'kysely';
import type { AuditResult } from '#lib/migrations/audit-query.ts';
import type { EvidenceState, FolderState, ObjectState, Outcome, RunKind, RunState } from '#lib/migrations/states.ts';
import type { BatchesTable, BatchRowsTable } from './batch-tables.ts';
import type { Fixed } from './fixed.ts';
import type { NoticesTable } from './notices-table.ts';
import type { PairNotesTable } from './pair-notes-table.ts';
import type { HomeFoldersTable, PartialCopiesTable } from './partial-copies-table.ts';
import type { EvidenceRemovedTable, RetentionTable } from './retention-tables.ts';
import type { RowCountsTable } from './row-counts-table.ts';

/**
 * The tables as they are after the last schema change. Times are milliseconds since the epoch, ids UUIDv7, sizes bytes,
 * booleans 0 or 1, JSON and everything else text. Every row carries the realm it belongs to.
 */

/** How a run stands, as few as lists need to tell apart. */
export const STANDING = { unfinished: 0, failure: 1, otherEnd: 2 } as const;
export type Standing = (typeof STANDING)[keyof typeof STANDING];

export interface RunsTable {
  id: Fixed<string>;
  realm: Fixed<string>;
  old_user: Fixed<string>;
  new_user: Fixed<string>;
  number: Fixed<number>;
  kind: Fixed<RunKind>;
  state: RunState;
  last_state: RunState;
  outcome: Outcome | null;
  code: string | null;
  requested_by: Fixed<string>;
  requested_at: Fixed<number>;
  why: Fixed<string | null>;
  ticket: Fixed<string | null>;
  identity_confirmed: ColumnType<number, number | undefined, never>;
  /** What the browser calls its request, so that one that is sent twice makes one run. */
  request_key: Fixed<string | null>;
  /** The batch that it is a row of. */
  batch_id: ColumnType<string | null, string | null | undefined, never>;
  not_before: number | null;
  pod_name: string | null;
  pod_uid: string | null;
  namespace: string | null;
  launched_at: number | null;
  started_at: number | null;
  ended_at: number | null;
  stop_requested_at: number | null;
  stop_requested_by: string | null;
  /** The run whose partial copy this one works on: a copy goes on in it, a discard removes it. */
  resumes: Fixed<string | null>;
  folder: string;
  folder_state: FolderState;
  staging: string | null;
  reason_key: string | null;
  reason_sentence: string | null;
  reason_raw: string | null;
  reason_since: number | null;
  stalled: number;
  progress: string | null;
  progress_at: number | null;
  bytes_total: number | null;
  bytes_done: number | null;
  files_done: number | null;
  exit_code: number | null;
  exit_signal: number | null;
  exit_reason: string | null;
  message: string | null;
  result: string | null;
  evidence: EvidenceState;
  settings: Fixed<string>;
  duration_ms: number | null;
  updated_at: number;
  /** What lists search and sort by: never null, so that every engine sorts alike. */
  search: Fixed<string>;
  standing: Standing;
  status_rank: number;
  size_key: number;
  duration_key: number;
}

/** What a run can be found by, in the order in which runs were recorded. The database itself keeps it; nobody writes here. */
export interface RunTextsTable {
  seq: Fixed<number>;
  run_id: Fixed<string>;
  body: Fixed<string>;
}

/** The last number given to a run of a pair; it only grows, also where old runs are removed. */
export interface PairNumbersTable {
  realm: string;
  old_user: string;
  new_user: string;
  last_number: number;
}

export type Side = 'old' | 'new';

/** The one side on which a user takes part in unfinished copies. */
export interface SidesTable {
  realm: string;
  user_name: string;
  side: Side;
}
export interface HoldsTable {
  run_id: string;
  realm: string;
  user_name: string;
  side: Side;
}
export interface PairHoldsTable {
  realm: string;
  old_user: string;
  new_user: string;
  run_id: string;
}

export interface RunObjectsTable {
  run_id: string;
  realm: string;
  state: ObjectState;
  at: number;
  detail: string | null;
}

export interface TimelineTable {
  id: string;
  realm: string;
  run_id: string;
  at: number;
  what: string;
  by: string | null;
  detail: string | null;
}

export type EvidenceKind = 'log' | 'events' | 'pod' | 'report';

export interface EvidenceTable {
  run_id: string;
  kind: EvidenceKind;
  realm: string;
  /** gzip of UTF-8 text. */
  body: Uint8Array;
  /** Size of the text that is kept, before compression. */
  bytes: number;
  truncated: number;
  captured_at: number;
}

export interface ExitedPodsTable {
  realm: string;
  old_user: string;
  new_user: string;
  pod_uid: string;
  run_id: string | null;
  status: string;
  cached_at: number;
}

export interface HomeFactsTable {
  realm: string;
  user_name: string;
  run_id: string;
  at: number;
  uid: number | null;
  gid: number | null;
  bytes: number | null;
  files: number | null;
  bytes_free: number | null;
}

export interface AuditTable {
  id: Fixed<string>;
  realm: Fixed<string>;
  at: Fixed<number>;
  actor: Fixed<string>;
  source: Fixed<string | null>;
  action: Fixed<string>;
  object: Fixed<string | null>;
  old_user: Fixed<string | null>;
  new_user: Fixed<string | null>;
  why: Fixed<string | null>;
  result: Fixed<AuditResult>;
  detail: Fixed<string | null>;
}

export interface NotesTable {
  id: string;
  realm: string;
  run_id: string;
  at: number;
  by: string;
  text: string;
}

export interface AcknowledgementsTable {
  run_id: string;
  realm: string;
  by: string;
  at: number;
}

/** How runs of a kind ended within a quarter of an hour, and what they copied. */
export interface EndsTable {
  realm: string;
  kind: RunKind;
  /** When the quarter of an hour began. */
  slot: number;
  outcome: Outcome;
  runs: number;
  bytes: number;
  files: number;
}

/** Failures that need somebody: nobody has acknowledged them, and no later run did the same. */
export interface UnseenTable {
  run_id: string;
  realm: string;
  ended_at: number;
}

export interface Tables {
  runs: RunsTable;
  run_texts: RunTextsTable;
  pair_numbers: PairNumbersTable;
  sides: SidesTable;
  holds: HoldsTable;
  pair_holds: PairHoldsTable;
  run_objects: RunObjectsTable;
  timeline: TimelineTable;
  evidence: EvidenceTable;
  exited_pods: ExitedPodsTable;
  home_facts: HomeFactsTable;
  audit: AuditTable;
  notes: NotesTable;
  pair_notes: PairNotesTable;
  notices: NoticesTable;
  acknowledgements: AcknowledgementsTable;
  ends: EndsTable;
  unseen: UnseenTable;
  row_counts: RowCountsTable;
  partial_copies: PartialCopiesTable;
  home_folders: HomeFoldersTable;
  batches: BatchesTable;
  batch_rows: BatchRowsTable;
  retention: RetentionTable;
  evidence_removed: EvidenceRemovedTable;
}

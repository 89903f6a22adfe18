import type { ColumnType } from 'kysely';
import type { BatchRowState, BatchState } from '#lib/migrations/batch-views.ts';
import type { Outcome } from '#lib/migrations/states.ts';
import type { VerifyMode } from '#lib/migrations/wire.ts';
import type { Fixed } from './fixed.ts';

export interface BatchesTable {
  id: Fixed<string>;
  realm: Fixed<string>;
  request_key: Fixed<string>;
  requested_by: Fixed<string>;
  source: Fixed<string | null>;
  requested_at: Fixed<number>;
  state: BatchState;
  state_by: string | null;
  state_at: number;
  pause_reason: 'asked' | 'failures' | null;
  options: Fixed<string>;
  concurrency: Fixed<number>;
  stop_after: Fixed<number | null>;
  failures_until: number | null;
  ended_at: number | null;
}

export interface BatchRowsTable {
  batch_id: Fixed<string>;
  realm: Fixed<string>;
  position: Fixed<number>;
  line: Fixed<number>;
  old_user: Fixed<string>;
  new_user: Fixed<string>;
  why: Fixed<string | null>;
  ticket: Fixed<string | null>;
  /** What it leaves out, a JSON list, and how it is compared; null where it is as the batch says. */
  excludes: Fixed<string | null>;
  verify: Fixed<VerifyMode | null>;
  state: BatchRowState;
  attempt: number;
  run_id: string | null;
  resumes: string | null;
  refusal: string | null;
  /** How its run ended, once the record of that is removed. */
  outcome: ColumnType<Outcome | null, Outcome | null | undefined, Outcome | null>;
}

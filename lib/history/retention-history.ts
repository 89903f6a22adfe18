import { countOldAudit, removeOldAudit } from './old-audit.ts';
import { removeOldBatch } from './old-batches.ts';
import { type OldEvidence, oldEvidence, removeEvidence } from './old-evidence.ts';
import { countOldNotices, removeOldNotices } from './old-notices.ts';
import { kinOf, type OldRun, oldRuns, removeRuns } from './old-runs.ts';
import {
  claimRetention,
  endRetention,
  leaveRetention,
  type RetentionRecord,
  readRetention,
  scheduleRetention,
} from './retention-state.ts';
import { inTransaction, type Store } from './store.ts';

/** What is old, and its removal. What each method promises is written at the function that it calls. */
export class RetentionHistory {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** How far the job is; undefined where there never was one. */
  read(): Promise<RetentionRecord | undefined> {
    return readRetention(this.#store);
  }

  schedule(dueAt: number): Promise<void> {
    return scheduleRetention(this.#store, dueAt);
  }

  /** Begins a pass; false where it is not due, or another process has it. */
  claim(now: number, early = false): Promise<boolean> {
    return inTransaction(this.#store, (inside) => claimRetention(inside, now, early));
  }

  end(end: { readonly at: number; readonly nextAt: number; readonly problem: string | null }): Promise<void> {
    return endRetention(this.#store, end);
  }

  leave(now: number): Promise<void> {
    return leaveRetention(this.#store, now);
  }

  /** Runs that ended before a time, oldest first, some at a time. */
  oldRuns(before: number, size: number): AsyncGenerator<readonly OldRun[]> {
    return oldRuns(this.#store, before, size);
  }

  /** Every run that is linked to one of these by going on in a partial copy. */
  kinOf(ids: readonly string[]): Promise<readonly OldRun[]> {
    return kinOf(this.#store, ids);
  }

  /** Removes runs with all that belongs to them. */
  removeRuns(ids: readonly string[], now: number): Promise<void> {
    return removeRuns(this.#store, ids, now);
  }

  /** Evidence of runs that ended before a time, oldest first, some pieces at a time. */
  oldEvidence(before: number, size: number): AsyncGenerator<readonly OldEvidence[]> {
    return oldEvidence(this.#store, before, size);
  }

  /** Removes the evidence of runs that stay. */
  removeEvidence(runIds: readonly string[], now: number): Promise<void> {
    return removeEvidence(this.#store, runIds, now);
  }

  countAudit(before: number, most: number): Promise<number> {
    return countOldAudit(this.#store, before, most);
  }

  /** Removes some old rows of the audit; answers whether there may be more. */
  removeAudit(before: number, now: number): Promise<boolean> {
    return removeOldAudit(this.#store, before, now);
  }

  countNotices(before: number, most: number): Promise<number> {
    return countOldNotices(this.#store, before, most);
  }

  /** Removes some messages that nobody tries any more; answers whether there may be more. */
  removeNotices(before: number, now: number): Promise<boolean> {
    return removeOldNotices(this.#store, before, now);
  }

  /** Removes a part of an ended batch without runs; answers whether there may be more. */
  removeBatch(before: number): Promise<boolean> {
    return removeOldBatch(this.#store, before);
  }
}

import type { AuditFilter } from '#lib/migrations/audit-query.ts';
import {
  type AuditEntry,
  type AuditPart,
  type AuditRecord,
  appendAudit,
  auditActors,
  auditInBatches,
  listAudit,
} from './audit.ts';
import type { Store } from './store.ts';

/** Who asked for what. What each method promises is written at the function that it calls. */
export class AuditHistory {
  readonly #store: Store;
  readonly #longReads: Store;

  constructor(store: Store, longReads: Store) {
    this.#store = store;
    this.#longReads = longReads;
  }

  append(entry: AuditEntry): Promise<void> {
    return appendAudit(this.#store, entry);
  }

  /** So many rows, newest first. */
  list(part: AuditPart): Promise<AuditRecord[]> {
    return listAudit(this.#store, part);
  }

  /** All rows that a filter lets through, newest first, a batch at a time. */
  batches(filter: AuditFilter, size: number): AsyncGenerator<readonly AuditRecord[]> {
    return auditInBatches(this.#longReads, filter, size);
  }

  /** Who is in it, from A to Z, `limit` at most. */
  actors(limit: number): Promise<readonly string[]> {
    return auditActors(this.#store, limit);
  }
}

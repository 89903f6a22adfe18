import type { BatchState } from '#lib/migrations/batch-views.ts';
import { type AuditEntry, appendAudit } from './audit.ts';
import { type BatchOptions, type BatchRecord, type BatchRowRecord, toBatch } from './batch-record.ts';
import { timeOfId } from './row-id.ts';
import { inTransaction, type Store } from './store.ts';
import { requireStorableName, storable, storableOrNull } from './text.ts';

/** A row as it is asked for; with a refusal it is kept and never started. */
export type NewBatchRow = Pick<
  BatchRowRecord,
  'line' | 'oldUser' | 'newUser' | 'why' | 'ticket' | 'excludes' | 'verify' | 'refusal'
>;

export interface NewBatch {
  /** A UUIDv7 that no batch has yet. */
  readonly id: string;
  /** What the browser calls its request, so that one that is sent twice makes one batch. */
  readonly requestKey: string;
  readonly requestedBy: string;
  readonly source: string | null;
  readonly requestedAt: number;
  readonly options: BatchOptions;
  readonly concurrency: number;
  readonly stopAfter: number | null;
  /** In the order in which they are to start. */
  readonly rows: readonly NewBatchRow[];
  readonly audit: AuditEntry;
}

/**
 * Records a batch with its rows and an audit row, in one transaction. A request that was recorded before answers the batch
 * it made, and changes nothing.
 * @throws RehomeError `invalid` for names that cannot be kept
 */
export async function startBatch(store: Store, input: NewBatch): Promise<BatchRecord> {
  for (const { oldUser, newUser, refusal } of input.rows) {
    if (refusal === null) for (const name of [oldUser, newUser]) requireStorableName(name);
  }
  return inTransaction(store, async (inside) => {
    const { db, realm } = inside;
    const made = await db
      .insertInto('batches')
      .values({
        ...{ id: input.id, realm, request_key: input.requestKey, requested_by: storable(input.requestedBy) },
        ...{ source: storableOrNull(input.source), requested_at: input.requestedAt, state: 'running' },
        ...{ state_at: input.requestedAt, options: JSON.stringify(input.options), concurrency: input.concurrency },
        ...{ stop_after: input.stopAfter, failures_until: input.stopAfter },
      })
      .onConflict((on) => on.columns(['realm', 'request_key']).doNothing())
      .returning('id')
      .executeTakeFirst();
    if (made) {
      await insertRows(inside, input);
      await appendAudit(inside, { ...input.audit, object: input.id, result: 'done' });
    }
    const batch = await batchOfRequest(inside, input.requestKey);
    if (!batch) throw new Error(`batch ${input.id} was recorded and is not there`);
    return batch;
  });
}

/** The batch that a request of this name made, or undefined. */
export async function batchOfRequest({ db, realm }: Store, requestKey: string): Promise<BatchRecord | undefined> {
  const row = await db
    .selectFrom('batches')
    .selectAll()
    .where('realm', '=', realm)
    .where('request_key', '=', requestKey)
    .executeTakeFirst();
  return row && toBatch(row);
}

async function insertRows({ db, realm }: Store, { id, rows }: NewBatch): Promise<void> {
  for (const [position, row] of rows.entries()) {
    await db
      .insertInto('batch_rows')
      .values({
        ...{ batch_id: id, realm, position, line: row.line, attempt: 1 },
        ...{ old_user: storable(row.oldUser), new_user: storable(row.newUser) },
        ...{ why: storableOrNull(row.why), ticket: storableOrNull(row.ticket), verify: row.verify },
        excludes: row.excludes === null ? null : JSON.stringify(row.excludes),
        ...{ state: row.refusal === null ? 'waiting' : 'refused', refusal: storableOrNull(row.refusal) },
      })
      .execute();
  }
}

/** The batch of that id, or undefined. */
export async function readBatch({ db, realm }: Store, id: string): Promise<BatchRecord | undefined> {
  const row = await db
    .selectFrom('batches')
    .selectAll()
    .where('realm', '=', realm)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && toBatch(row);
}

/** All batches that have not ended, oldest first. */
export async function openBatches({ db, realm }: Store): Promise<BatchRecord[]> {
  const rows = await db
    .selectFrom('batches')
    .selectAll()
    .where('realm', '=', realm)
    .where('state', '<>', 'ended')
    .orderBy('requested_at')
    .orderBy('id')
    .execute();
  return rows.map(toBatch);
}

/** The newest batches, `limit` at most; with `before` those asked for before the batch of that id, also if that is gone. */
export async function latestBatches(store: Store, limit: number, before: string | null = null): Promise<BatchRecord[]> {
  const { db, realm } = store;
  const at = before === null ? 0 : ((await readBatch(store, before))?.requestedAt ?? timeOfId(before));
  const rows = await db
    .selectFrom('batches')
    .selectAll()
    .where('realm', '=', realm)
    .$if(before !== null, (batches) =>
      batches.where(({ eb, refTuple, tuple }) => eb(refTuple('requested_at', 'id'), '<', tuple(at, before ?? ''))),
    )
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toBatch);
}

/** Another state for a batch, and who gave it. */
export interface BatchChange {
  readonly to: BatchState;
  /** Null where Rehome itself did. */
  readonly by: string | null;
  readonly at: number;
  readonly pauseReason?: 'asked' | 'failures' | null;
  readonly failuresUntil?: number | null;
  /** Who asked; the object is filled in. Left out where nobody did. */
  readonly audit?: AuditEntry;
}

/**
 * Moves a batch on, with an audit row, in one transaction; inside it, `also` may change its rows.
 * @returns false, with nothing changed, where the batch is in none of the states `from`
 */
export function changeBatch(
  store: Store,
  id: string,
  from: readonly BatchState[],
  change: BatchChange,
  also?: (inside: Store) => Promise<void>,
): Promise<boolean> {
  const { to, by, at, pauseReason = null, failuresUntil, audit } = change;
  return inTransaction(store, async (inside) => {
    const { numUpdatedRows } = await inside.db
      .updateTable('batches')
      .where('realm', '=', inside.realm)
      .where('id', '=', id)
      .where('state', 'in', from)
      .set({
        ...{ state: to, state_by: storableOrNull(by), state_at: at, pause_reason: pauseReason },
        ended_at: to === 'ended' ? at : null,
        ...(failuresUntil !== undefined && { failures_until: failuresUntil }),
      })
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await also?.(inside);
    if (audit) await appendAudit(inside, { ...audit, object: id, result: 'done' });
    return true;
  });
}

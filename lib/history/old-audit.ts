import { type AuditEntry, appendAudit } from './audit.ts';
import { inTransaction, type Store } from './store.ts';

/** The action under which the database itself lets old rows of the audit go. */
export const AUDIT_RETENTION = 'retention.audit';

/** Who has old rows removed, and why. */
export type RetentionEntry = Pick<AuditEntry, 'at' | 'actor' | 'source' | 'why'>;

const BATCH = 500;

/** How many rows of the audit are older than a time, in milliseconds since the epoch. */
export async function countOldAudit({ db, realm }: Store, before: number): Promise<number> {
  const { count } = await db
    .selectFrom('audit')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('realm', '=', realm)
    .where('at', '<', before)
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Removes the rows of the audit that are older than `before`, a batch in a transaction, and answers how many there were.
 * First it writes a row that says so; without that the database refuses.
 */
export async function removeOldAudit(store: Store, before: number, entry: RetentionEntry): Promise<number> {
  const count = await countOldAudit(store, before);
  if (count === 0) return 0;
  const detail = `${count} rows from before ${new Date(before).toISOString()}`;
  await appendAudit(store, { ...entry, action: AUDIT_RETENTION, object: String(before), detail });
  for (let removed = BATCH; removed === BATCH; ) removed = await removeBatch(store, before);
  return count;
}

const removeBatch = (store: Store, before: number): Promise<number> =>
  inTransaction(store, async ({ db, realm }) => {
    const old = db.selectFrom('audit').select('id').where('realm', '=', realm).where('at', '<', before).limit(BATCH);
    const { numDeletedRows } = await db.deleteFrom('audit').where('id', 'in', old).executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  });

import type { Selectable } from 'kysely';
import { newId } from './row-id.ts';
import type { AuditResult, AuditTable } from './schema.ts';
import type { Store } from './store.ts';
import { storable, storableOrNull } from './text.ts';

/** Who asked for what, and what came of it. Times are milliseconds since the epoch. */
export interface AuditEntry {
  readonly at: number;
  readonly actor: string;
  /** Where the request came from, an address mostly. */
  readonly source?: string | null;
  readonly action: string;
  /** What was acted on: a run's id, a pod's name. */
  readonly object?: string | null;
  readonly oldUser?: string | null;
  readonly newUser?: string | null;
  readonly why?: string | null;
  /** What came of it; `done` by default. */
  readonly result?: AuditResult;
  readonly detail?: string | null;
}

export interface AuditRecord extends Required<AuditEntry> {
  readonly id: string;
}

/** Adds a row to the audit; none is ever changed or removed. */
export async function appendAudit(store: Store, entry: AuditEntry): Promise<void> {
  await store.db
    .insertInto('audit')
    .values({
      id: newId(),
      realm: store.realm,
      at: entry.at,
      actor: storable(entry.actor),
      source: storableOrNull(entry.source),
      action: entry.action,
      object: storableOrNull(entry.object),
      old_user: storableOrNull(entry.oldUser),
      new_user: storableOrNull(entry.newUser),
      why: storableOrNull(entry.why),
      result: entry.result ?? 'done',
      detail: storableOrNull(entry.detail),
    })
    .execute();
}

/** The audit, newest first. `before` is the last row of the page before. */
export async function listAudit(
  store: Store,
  limit: number,
  before?: Pick<AuditRecord, 'at' | 'id'>,
): Promise<AuditRecord[]> {
  const newest = store.db
    .selectFrom('audit')
    .selectAll()
    .where('realm', '=', store.realm)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit);
  const page = before
    ? newest.where('at', '<=', before.at).where((on) => on.or([on('at', '<', before.at), on('id', '<', before.id)]))
    : newest;
  return (await page.execute()).map(toRecord);
}

const toRecord = (row: Selectable<AuditTable>): AuditRecord => ({
  id: row.id,
  at: row.at,
  actor: row.actor,
  source: row.source,
  action: row.action,
  object: row.object,
  oldUser: row.old_user,
  newUser: row.new_user,
  why: row.why,
  result: row.result,
  detail: row.detail,
});

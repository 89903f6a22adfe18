import { type AuditEntry, appendAudit } from './audit.ts';
import { readRun } from './run-rows.ts';
import { inTransaction, type Store } from './store.ts';
import { appendTimeline } from './timeline.ts';

/**
 * Lets a run start from now on that waits for a later time, with an audit row, in one transaction.
 * @returns false where it does not wait for a time any more; undefined where there is no such run
 */
export function bringForward(store: Store, id: string, audit: AuditEntry): Promise<boolean | undefined> {
  const { at, actor } = audit;
  return inTransaction(store, async (inside) => {
    const { numUpdatedRows } = await inside.db
      .updateTable('runs')
      .where('realm', '=', inside.realm)
      .where('id', '=', id)
      .where('outcome', 'is', null)
      .where('launched_at', 'is', null)
      .where('stop_requested_at', 'is', null)
      .where('not_before', '>', at)
      .set({ not_before: at, updated_at: at })
      .executeTakeFirst();
    const run = await readRun(inside, id);
    if (!run) return undefined;
    const who = { ...audit, object: id, oldUser: run.oldUser, newUser: run.newUser };
    if (numUpdatedRows === 0n) {
      await appendAudit(inside, { ...who, result: 'refused', detail: 'the run waited for no time' });
      return false;
    }
    await appendAudit(inside, { ...who, result: 'done' });
    await appendTimeline(inside, id, [{ at, what: 'brought forward', by: actor }]);
    return true;
  });
}

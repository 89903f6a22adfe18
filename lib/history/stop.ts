import { STATUS } from '#lib/migrations/states.ts';
import { type AuditEntry, appendAudit } from './audit.ts';
import type { RunRecord } from './run-record.ts';
import { readRun } from './run-rows.ts';
import { settleInside } from './settle.ts';
import { inTransaction, type Store } from './store.ts';
import { storable } from './text.ts';
import { appendTimeline } from './timeline.ts';

/**
 * Records that a run shall stop, with an audit row, in one transaction. One that was never launched ends at once as
 * cancelled. Asked again, the first request stays.
 * @returns the run as it is then; `ended` where it had ended before; undefined where there is none
 */
export function requestStop(
  store: Store,
  id: string,
  by: string,
  at: number,
  audit: AuditEntry,
): Promise<RunRecord | 'ended' | undefined> {
  return inTransaction(store, async (inside) => {
    const asked = await markStopping(inside, id, by, at);
    const run = await readRun(inside, id);
    if (!run) return undefined;
    const who = { ...audit, object: id, oldUser: run.oldUser, newUser: run.newUser };
    if (run.outcome !== null) {
      await appendAudit(inside, { ...who, result: 'refused', detail: 'the run had ended' });
      return 'ended';
    }
    await appendAudit(inside, { ...who, result: 'done' });
    if (asked) await appendTimeline(inside, id, [{ at, what: 'stop requested', by }]);
    if (run.launchedAt !== null) return run;
    await settleInside(
      inside,
      id,
      { outcome: 'cancelled', code: 'RH-602', endedAt: at, objects: 'none' },
      { timeline: [{ at, what: 'state:cancelled', detail: 'RH-602' }] },
      [],
    );
    return readRun(inside, id);
  });
}

/** Also takes the row for this transaction, so that no launch can happen beside it. */
async function markStopping({ db, realm }: Store, id: string, by: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('runs')
    .where('realm', '=', realm)
    .where('id', '=', id)
    .where('outcome', 'is', null)
    .where('stop_requested_at', 'is', null)
    .set({
      state: 'stopping',
      status_rank: STATUS.stopping.rank,
      stop_requested_at: at,
      stop_requested_by: storable(by),
      updated_at: at,
    })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

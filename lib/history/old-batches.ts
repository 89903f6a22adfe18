import { inTransaction, type Store } from './store.ts';

/** The rows of a batch go a part at a time: a batch may have thousands. */
const ROWS = 200;

/** Removes a part of a batch that ended before a time and has no runs any more. @returns whether there may be more */
export const removeOldBatch = (store: Store, before: number): Promise<boolean> =>
  inTransaction(store, async ({ db, realm }) => {
    const old = await db
      .selectFrom('batches')
      .select('id')
      .where('realm', '=', realm)
      .where('state', '=', 'ended')
      .where('ended_at', '<', before)
      .where(({ not, exists, selectFrom }) =>
        not(exists(selectFrom('runs').select('runs.id').whereRef('runs.batch_id', '=', 'batches.id'))),
      )
      .limit(1)
      .executeTakeFirst();
    if (!old) return false;
    const rows = db
      .selectFrom('batch_rows')
      .select('position')
      .where('batch_id', '=', old.id)
      .orderBy('position')
      .limit(ROWS);
    const { numDeletedRows } = await db
      .deleteFrom('batch_rows')
      .where('batch_id', '=', old.id)
      .where('position', 'in', rows)
      .executeTakeFirstOrThrow();
    if (Number(numDeletedRows) < ROWS) await db.deleteFrom('batches').where('id', '=', old.id).execute();
    return true;
  });

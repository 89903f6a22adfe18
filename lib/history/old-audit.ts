import { countRemoved } from './retention-state.ts';
import { inTransaction, type Store } from './store.ts';

/** Each row has eight indexes. */
const BATCH = 200;

const selectOld = ({ db, realm }: Store, before: number, limit: number) =>
  db.selectFrom('audit').select('id').where('realm', '=', realm).where('at', '<', before).limit(limit);

/** How many rows of the audit are older than a time, in milliseconds since the epoch; counted no further than `most`. */
export async function countOldAudit(store: Store, before: number, most: number): Promise<number> {
  const { count } = await store.db
    .selectFrom(selectOld(store, before, most).as('old'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/**
 * Removes some rows of the audit that are older than `before`, in one transaction. The database refuses unless a row
 * `retention.audit` said so before.
 * @returns whether there may be more
 */
export const removeOldAudit = (store: Store, before: number, now: number): Promise<boolean> =>
  inTransaction(store, async (inside) => {
    const { numDeletedRows } = await inside.db
      .deleteFrom('audit')
      .where('id', 'in', selectOld(inside, before, BATCH))
      .executeTakeFirstOrThrow();
    const removed = Number(numDeletedRows);
    await countRemoved(inside, { audit: removed }, now);
    return removed === BATCH;
  });

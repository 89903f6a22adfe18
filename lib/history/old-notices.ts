import { countRemoved } from './retention-state.ts';
import { inTransaction, type Store } from './store.ts';

const BATCH = 200;

/** Messages that nobody tries any more. Those of a run that has not ended stay: they keep it from being told twice. */
const selectOld = ({ db, realm }: Store, before: number, limit: number) =>
  db
    .selectFrom('notices')
    .leftJoin('runs', 'runs.id', 'notices.run_id')
    .select('notices.id')
    .where('notices.realm', '=', realm)
    .where('notices.ended_at', '<', before)
    .where('notices.state', '<>', 'waiting')
    .where((on) => on.or([on('notices.run_id', 'is', null), on('runs.outcome', 'is not', null)]))
    .limit(limit);

/** How many messages ended before a time; counted no further than `most`. */
export async function countOldNotices(store: Store, before: number, most: number): Promise<number> {
  const { count } = await store.db
    .selectFrom(selectOld(store, before, most).as('old'))
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Removes some messages that ended before a time, in one transaction. @returns whether there may be more */
export const removeOldNotices = (store: Store, before: number, now: number): Promise<boolean> =>
  inTransaction(store, async (inside) => {
    const { numDeletedRows } = await inside.db
      .deleteFrom('notices')
      .where('id', 'in', selectOld(inside, before, BATCH))
      .executeTakeFirstOrThrow();
    const removed = Number(numDeletedRows);
    await countRemoved(inside, { notices: removed }, now);
    return removed === BATCH;
  });

import { sql } from 'kysely';
import { type RunState, STATES } from '#lib/migrations/states.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder } from './run-rows.ts';
import type { Store } from './store.ts';

/** More failures than this that nobody has seen are "10,000+". */
export const MOST_COUNTED = 10_000;

export interface Unfinished {
  readonly state: RunState;
  readonly stalled: boolean;
  readonly runs: number;
}

/** How many runs have not ended, by state and by whether they make progress. */
export async function countByState(store: Store): Promise<Unfinished[]> {
  const rows = await selectStates(store).execute();
  return rows.map(({ state, stalled, runs }) => ({ state, stalled: stalled === 1, runs: Number(runs) }));
}

export const selectStates = ({ db, realm }: Store) =>
  db
    .selectFrom('runs')
    .select(({ fn }) => ['state', 'stalled', fn.countAll<number>().as('runs')])
    .where('realm', '=', realm)
    .where('outcome', 'is', null)
    .groupBy(['state', 'stalled']);

/** The runs that have left the queue and have not ended, and the first of the queue, oldest first; of each so many at most. */
export async function runsOfNow(
  store: Store,
  most: { readonly launched: number; readonly queued: number },
): Promise<{ readonly launched: RunRecord[]; readonly queued: RunRecord[] }> {
  const launched = await selectInState(store, LAUNCHED, most.launched).execute();
  const queued = await selectInState(store, ['queued'], most.queued).execute();
  return {
    launched: await readRunsInOrder(store, launched.map(idOf)),
    queued: await readRunsInOrder(store, queued.map(idOf)),
  };
}

const LAUNCHED = STATES.filter((state) => state !== 'queued');

/** Found in the index of states; only what is launched has to be sorted, and limits keep that few. */
export const selectInState = ({ db, realm }: Store, states: readonly RunState[], limit: number) =>
  db
    .selectFrom('runs')
    .select('id')
    .where('realm', '=', realm)
    .where('outcome', 'is', null)
    .where('state', 'in', states)
    .orderBy('requested_at')
    .orderBy('id')
    .limit(limit);

/** The last failures that nobody has seen, the newest first, and how many there are, counted up to `MOST_COUNTED` + 1. */
export async function unseenFailures(
  store: Store,
  limit: number,
): Promise<{ readonly runs: RunRecord[]; readonly count: number }> {
  const { db, realm } = store;
  const unseen = db.selectFrom('unseen').where('realm', '=', realm);
  const newest = await unseen
    .select('run_id')
    .orderBy('ended_at', 'desc')
    .orderBy('run_id', 'desc')
    .limit(limit)
    .execute();
  const counted = await db
    .selectFrom(
      unseen
        .select(sql.lit(1).as('one'))
        .limit(MOST_COUNTED + 1)
        .as('some'),
    )
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const ids = newest.map(({ run_id: id }) => id);
  return { runs: await readRunsInOrder(store, ids), count: Number(counted.count) };
}

/** The last runs that ended and need nobody, the newest first: of the last `within`, those that are no unseen failure. */
export async function recentEnds(store: Store, limit: number, within: number): Promise<RunRecord[]> {
  const newest = await selectEnded(store, within).execute();
  const settled = newest.filter((run) => run.unseen === null).slice(0, limit);
  return readRunsInOrder(store, settled.map(idOf));
}

export const selectEnded = ({ db, realm }: Store, limit: number) =>
  db
    .selectFrom('runs')
    .leftJoin('unseen', 'unseen.run_id', 'runs.id')
    .select(['runs.id', 'unseen.run_id as unseen'])
    .where('runs.realm', '=', realm)
    .where('runs.outcome', 'is not', null)
    .orderBy('runs.ended_at', 'desc')
    .orderBy('runs.id', 'desc')
    .limit(limit);

/** Whether there is any run at all. */
export async function hasRuns({ db, realm }: Store): Promise<boolean> {
  const one = await db.selectFrom('runs').select('id').where('realm', '=', realm).limit(1).executeTakeFirst();
  return one !== undefined;
}

const idOf = ({ id }: { readonly id: string }): string => id;

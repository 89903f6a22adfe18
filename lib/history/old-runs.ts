import { sql } from 'kysely';
import type { BatchState } from '#lib/migrations/batch-views.ts';
import type { FolderState, ObjectState, Outcome, RunKind } from '#lib/migrations/states.ts';
import { unindexed } from './engine.ts';
import { countRemoved } from './retention-state.ts';
import { inBatches, inChunks, inTransaction, type Store } from './store.ts';

/** What decides whether a run may be removed. */
export interface OldRun {
  readonly id: string;
  readonly kind: RunKind;
  readonly outcome: Outcome | null;
  readonly endedAt: number | null;
  readonly resumes: string | null;
  readonly folderState: FolderState;
  readonly objects: ObjectState;
  /** Of the batch that it is a row of. */
  readonly batchState: BatchState | null;
  /** Whether somebody is still to be told of it. */
  readonly isToBeTold: boolean;
  /** What its evidence takes. */
  readonly bytes: number;
}

const selectOld = ({ db, realm }: Store) =>
  db
    .selectFrom('runs')
    .leftJoin('run_objects', 'run_objects.run_id', 'runs.id')
    .leftJoin('batches', 'batches.id', 'runs.batch_id')
    .select([
      ...(['runs.id', 'runs.kind', 'runs.outcome', 'runs.ended_at as endedAt', 'runs.resumes'] as const),
      ...(['runs.folder_state as folderState', 'run_objects.state as objects', 'batches.state as batchState'] as const),
    ])
    .select(({ selectFrom, fn }) => [
      selectFrom('notices')
        .select(fn.countAll<number>().as('count'))
        .whereRef('notices.run_id', '=', 'runs.id')
        .where('notices.state', '=', 'waiting')
        .as('waiting'),
      selectFrom('evidence')
        .select(sql<number>`coalesce(sum(length(body)), 0)`.as('bytes'))
        .whereRef('evidence.run_id', '=', 'runs.id')
        .as('bytes'),
    ])
    // By what else is asked for: the index of a realm's runs would lead through all of them.
    .where(({ eb, ref }) => eb(unindexed(ref('runs.realm')), '=', realm));

type Row = Awaited<ReturnType<ReturnType<typeof selectOld>['execute']>>[number];

const toOldRun = ({ objects, waiting, bytes, ...run }: Row): OldRun => ({
  ...run,
  objects: objects ?? 'none',
  isToBeTold: Number(waiting) > 0,
  bytes: Number(bytes),
});

/** The runs that ended before a time, oldest first, `size` at a time. */
export const oldRuns = (store: Store, before: number, size: number): AsyncGenerator<readonly OldRun[]> =>
  inBatches<OldRun>(size, (last) => oldRunsAfter(store, before, size, last));

async function oldRunsAfter(store: Store, before: number, limit: number, last?: OldRun): Promise<readonly OldRun[]> {
  const rows = await selectOld(store)
    .where('runs.realm', '=', store.realm)
    .where('runs.outcome', 'is not', null)
    .where('runs.ended_at', '<', before)
    .$if(last !== undefined, (runs) =>
      runs.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('runs.ended_at', 'runs.id'), '>', tuple(last?.endedAt ?? 0, last?.id ?? '')),
      ),
    )
    .orderBy('runs.ended_at')
    .orderBy('runs.id')
    .limit(limit)
    .execute();
  return rows.map(toOldRun);
}

/** Every run that is linked to one of these by going on in a partial copy, however far: these among them. */
export async function kinOf(store: Store, ids: readonly string[]): Promise<readonly OldRun[]> {
  const found = new Map<string, OldRun>();
  const asked = new Set<string>();
  for (let wanted = ids; wanted.length > 0; ) {
    for (const id of wanted) asked.add(id);
    const met = await inChunks(wanted, async (chunk) => [
      ...(await selectOld(store).where('runs.id', 'in', chunk).execute()),
      ...(await selectOld(store).where('runs.resumes', 'in', chunk).execute()),
    ]);
    for (const run of met.map(toOldRun)) found.set(run.id, run);
    const linked = met.flatMap(({ id, resumes }) => (resumes === null ? [id] : [id, resumes]));
    wanted = [...new Set(linked)].filter((id) => !asked.has(id));
  }
  return [...found.values()];
}

/**
 * Removes ended runs with everything that belongs to them, in one transaction. A batch keeps how its rows ended; numbers,
 * sums of the overview, notes on pairs and the audit stay.
 */
export function removeRuns(store: Store, ids: readonly string[], now: number): Promise<void> {
  return inTransaction(store, async (inside) => {
    const { db, realm } = inside;
    await db
      .updateTable('batch_rows')
      .set(({ selectFrom }) => ({
        outcome: selectFrom('runs').select('outcome').whereRef('runs.id', '=', 'batch_rows.run_id'),
      }))
      .where('run_id', 'in', ids)
      .execute();
    for (const statement of besides(realm, ids)) await statement.execute(db);
    const { numDeletedRows } = await db
      .deleteFrom('runs')
      .where(({ eb, ref }) => eb(unindexed(ref('realm')), '=', realm))
      .where('id', 'in', ids)
      .executeTakeFirstOrThrow();
    await countRemoved(inside, { runs: Number(numDeletedRows) }, now);
  });
}

/** What is known by a run without being tied to it: its exited pod, and what it saw of both homes. */
const besides = (realm: string, ids: readonly string[]) => {
  const these = sql`from runs where ${unindexed(sql.ref('realm'))} = ${realm} and id in (${sql.join(ids)})`;
  return [
    sql`delete from exited_pods where (realm, old_user, new_user, pod_uid) in
      (select realm, old_user, new_user, pod_uid ${these})`,
    sql`delete from home_facts where (realm, user_name, run_id) in (select realm, old_user, id ${these})`,
    sql`delete from home_facts where (realm, user_name, run_id) in (select realm, new_user, id ${these})`,
  ];
};

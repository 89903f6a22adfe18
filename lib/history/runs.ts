import { type RawBuilder, sql } from 'kysely';
import {
  type EvidenceState,
  type FolderState,
  type ObjectState,
  type RunState,
  STATUS,
} from '#lib/migrations/states.ts';
import { tellTrouble } from './notices.ts';
import { countRuns } from './row-counts.ts';
import type { Progress, ReasonRecord, RunRecord } from './run-record.ts';
import { readRunsInOrder, selectRuns, toRecord } from './run-rows.ts';
import { STANDING } from './schema.ts';
import { inTransaction, type Store } from './store.ts';
import { storable, storableOrNull } from './text.ts';
import { appendTimeline, type TimelineEntry } from './timeline.ts';

/** What may change in an unfinished run; what is left out stays. */
export interface RunPatch {
  readonly state?: RunState;
  /** By default the state, unless that is `unknown` or `stopping`. */
  readonly lastState?: RunState;
  /** Null where there is nothing to say. `since` is by default when the key was first seen. */
  readonly reason?: (Omit<ReasonRecord, 'since'> & { readonly since?: number }) | null;
  readonly stalled?: boolean;
  readonly startedAt?: number;
  readonly folder?: string;
  readonly folderState?: FolderState;
  readonly staging?: string | null;
  readonly evidence?: EvidenceState;
  readonly message?: string | null;
}

/** All runs that have not ended, oldest first: the order of the queue. */
export async function unfinishedRuns(store: Store): Promise<RunRecord[]> {
  const rows = await selectRuns(store)
    .where('outcome', 'is', null)
    .orderBy('requested_at')
    .orderBy('runs.id')
    .execute();
  return rows.map(toRecord);
}

/** How many runs have not ended. */
export const countUnfinished = (store: Store): Promise<number> => countRuns(store, STANDING.unfinished);

const updateUnfinished = ({ db, realm }: Store, id: string) =>
  db.updateTable('runs').where('realm', '=', realm).where('id', '=', id).where('outcome', 'is', null);

/**
 * Changes an unfinished run and adds to its timeline, together. A run that was asked to stop stays `stopping`, whatever an
 * older observation says, until it is not known (`unknown`) or ends.
 * @returns false, with nothing changed, where the run has ended or is not there
 */
export function updateRun(
  store: Store,
  id: string,
  patch: RunPatch,
  timeline: readonly TimelineEntry[] = [],
): Promise<boolean> {
  const now = store.now();
  return inTransaction(store, async (inside) => {
    const { numUpdatedRows } = await updateUnfinished(inside, id)
      .set({
        updated_at: now,
        ...(patch.state !== undefined && stateColumns(patch.state)),
        ...(patch.lastState !== undefined && { last_state: patch.lastState }),
        ...(patch.reason !== undefined && reasonColumns(patch.reason, now)),
        ...(patch.stalled !== undefined && { stalled: patch.stalled ? 1 : 0 }),
        ...(patch.startedAt !== undefined && { started_at: patch.startedAt }),
        ...(patch.folder !== undefined && { folder: patch.folder }),
        ...(patch.folderState !== undefined && { folder_state: patch.folderState }),
        ...(patch.staging !== undefined && { staging: patch.staging }),
        ...(patch.evidence !== undefined && { evidence: patch.evidence }),
        ...(patch.message !== undefined && { message: storableOrNull(patch.message) }),
      })
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return false;
    await appendTimeline(inside, id, timeline);
    if (patch.stalled) await tellTrouble(inside, id, 'stalled', now);
    return true;
  });
}

function stateColumns(state: RunState) {
  if (state === 'stopping' || state === 'unknown') return { state, status_rank: STATUS[state].rank };
  // Written into the statement: PostgreSQL would take parameters here for text.
  const unlessStopping = <T extends string | number>(stopping: T, otherwise: T): RawBuilder<T> =>
    sql<T>`case when stop_requested_at is null then ${sql.lit(otherwise)} else ${sql.lit(stopping)} end`;
  return {
    state: unlessStopping<RunState>('stopping', state),
    status_rank: unlessStopping<number>(STATUS.stopping.rank, STATUS[state].rank),
    last_state: state,
  };
}

function reasonColumns(reason: RunPatch['reason'], now: number) {
  if (!reason) return { reason_key: null, reason_sentence: null, reason_raw: null, reason_since: null };
  return {
    reason_key: reason.key,
    reason_sentence: storable(reason.sentence),
    reason_raw: storableOrNull(reason.raw),
    reason_since: reason.since ?? sql<number>`case when reason_key = ${reason.key} then reason_since else ${now} end`,
  };
}

/**
 * Records that a run's objects are about to be made: before the first of them, so that none is ever unknown. A launch that
 * is repeated after a crash keeps the first time.
 * @returns false where the run has ended or was asked to stop; then nothing may be made
 */
export async function markLaunching(
  store: Store,
  id: string,
  podName: string,
  namespace: string,
  at: number,
): Promise<boolean> {
  return inTransaction(store, async (inside) => {
    const launched = await updateUnfinished(inside, id)
      .where('stop_requested_at', 'is', null)
      .where('launched_at', 'is', null)
      .set({ pod_name: podName, namespace, launched_at: at, updated_at: at, ...stateColumns('pending') })
      .executeTakeFirst();
    if (launched.numUpdatedRows > 0n) {
      await appendTimeline(inside, id, [{ at, what: 'launched', detail: podName }]);
      return true;
    }
    const again = await updateUnfinished(inside, id)
      .where('stop_requested_at', 'is', null)
      .where('launched_at', 'is not', null)
      .set({ updated_at: at })
      .executeTakeFirst();
    return again.numUpdatedRows > 0n;
  });
}

/**
 * Records which pod is the run's, for good: a pod once seen is never replaced.
 * @returns false where another pod was recorded, or the run has ended
 */
export async function recordPodUid(store: Store, id: string, uid: string, at: number): Promise<boolean> {
  const { numUpdatedRows } = await updateUnfinished(store, id)
    .where((on) => on.or([on('pod_uid', 'is', null), on('pod_uid', '=', uid)]))
    .set({ pod_uid: uid, updated_at: at })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/**
 * Records how far a run is; `at` is when a number last changed.
 * @returns false where the run has ended
 */
export async function saveProgress(store: Store, id: string, progress: Progress, at: number): Promise<boolean> {
  const { numUpdatedRows } = await updateUnfinished(store, id)
    .set({
      progress: JSON.stringify({ ...progress, at }),
      progress_at: at,
      bytes_total: progress.bytesTotal,
      bytes_done: progress.bytesDone,
      files_done: progress.filesDone,
      size_key: progress.bytesTotal,
      updated_at: store.now(),
    })
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Records what became of a run's objects in the cluster; also after its end. The newest word counts. */
export async function setObjects(
  { db, realm }: Store,
  runId: string,
  state: ObjectState,
  at: number,
  detail: string | null,
): Promise<void> {
  const row = { state, at, detail: storableOrNull(detail) };
  await db
    .insertInto('run_objects')
    .values({ run_id: runId, realm, ...row })
    .onConflict((on) => on.column('run_id').doUpdateSet(row))
    .execute();
}

/** The runs whose objects were last said to be in one of these states. */
export async function runsWithObjects(store: Store, states: readonly ObjectState[]): Promise<RunRecord[]> {
  const found = await store.db
    .selectFrom('run_objects')
    .select('run_id')
    .where('realm', '=', store.realm)
    .where('state', 'in', states)
    .orderBy('run_id')
    .execute();
  return readRunsInOrder(
    store,
    found.map((row) => row.run_id),
  );
}

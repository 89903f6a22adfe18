import type { Selectable } from 'kysely';
import type { ObjectState } from '#lib/migrations/states.ts';
import type { FinalResult } from '#lib/migrations/wire.ts';
import type { ProgressRecord, ReasonRecord, RunRecord, RunSettings } from './run-record.ts';
import type { RunsTable } from './schema.ts';
import { inChunks, type Store } from './store.ts';

interface LaterFacts {
  readonly objects_state: ObjectState | null;
  readonly acknowledged_by: string | null;
  readonly acknowledged_at: number | null;
  readonly evidence_removed_at: number | null;
}
type RunRow = Selectable<RunsTable> & LaterFacts;

/** Runs of every realm with the later facts beside them. */
const selectWhole = ({ db }: Store) =>
  db
    .selectFrom('runs')
    .leftJoin('run_objects', 'run_objects.run_id', 'runs.id')
    .leftJoin('acknowledgements', 'acknowledgements.run_id', 'runs.id')
    .leftJoin('evidence_removed', 'evidence_removed.run_id', 'runs.id')
    .selectAll('runs')
    .select('run_objects.state as objects_state')
    .select(['acknowledgements.by as acknowledged_by', 'acknowledgements.at as acknowledged_at'])
    .select('evidence_removed.at as evidence_removed_at');

/** Runs of the realm with the later facts beside them; every read of runs starts here. */
export const selectRuns = (store: Store) => selectWhole(store).where('runs.realm', '=', store.realm);

/** The run of that id, or undefined. */
export async function readRun(store: Store, id: string): Promise<RunRecord | undefined> {
  const row = await selectRuns(store).where('runs.id', '=', id).executeTakeFirst();
  return row && toRecord(row);
}

/** The runs of these ids, in the order of the ids; unknown ones are left out. */
export async function readRunsInOrder(store: Store, ids: readonly string[]): Promise<RunRecord[]> {
  const rows = await inChunks(ids, (chunk) => selectWhole(store).where('runs.id', 'in', chunk).execute());
  const ours = rows.filter((row) => row.realm === store.realm);
  const byId = new Map(ours.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = byId.get(id);
    return row ? [toRecord(row)] : [];
  });
}

/** What was written by us as JSON of a type is read back as that type; only history writes these columns. */
const fromJson = <T>(text: string): T => JSON.parse(text) as T;

function reasonOf(row: RunRow): ReasonRecord | null {
  if (row.reason_key === null) return null;
  return {
    key: row.reason_key,
    sentence: row.reason_sentence ?? '',
    raw: row.reason_raw,
    since: row.reason_since ?? row.requested_at,
  };
}

const acknowledgedOf = (row: RunRow): RunRecord['acknowledged'] =>
  row.acknowledged_by === null || row.acknowledged_at === null
    ? null
    : { by: row.acknowledged_by, at: row.acknowledged_at };

/** A row as a plain record. */
export function toRecord(row: RunRow): RunRecord {
  return {
    id: row.id,
    number: row.number,
    oldUser: row.old_user,
    newUser: row.new_user,
    kind: row.kind,
    state: row.state,
    lastState: row.last_state,
    outcome: row.outcome,
    code: row.code,
    requestedBy: row.requested_by,
    requestedAt: row.requested_at,
    why: row.why,
    ticket: row.ticket,
    identityConfirmed: row.identity_confirmed === 1,
    batchId: row.batch_id,
    notBefore: row.not_before,
    podName: row.pod_name,
    podUid: row.pod_uid,
    namespace: row.namespace,
    launchedAt: row.launched_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
    stopRequestedAt: row.stop_requested_at,
    stopRequestedBy: row.stop_requested_by,
    resumes: row.resumes,
    folder: row.folder,
    folderState: row.folder_state,
    staging: row.staging,
    reason: reasonOf(row),
    stalled: row.stalled === 1,
    progress: row.progress === null ? null : fromJson<ProgressRecord>(row.progress),
    bytesTotal: row.bytes_total,
    bytesDone: row.bytes_done,
    filesDone: row.files_done,
    exitCode: row.exit_code,
    exitSignal: row.exit_signal,
    exitReason: row.exit_reason,
    message: row.message,
    result: row.result === null ? null : fromJson<FinalResult>(row.result),
    evidence: row.evidence_removed_at === null ? row.evidence : 'removed',
    evidenceRemovedAt: row.evidence_removed_at,
    settings: fromJson<RunSettings>(row.settings),
    durationMs: row.duration_ms,
    updatedAt: row.updated_at,
    objects: row.objects_state ?? 'none',
    acknowledged: acknowledgedOf(row),
  };
}

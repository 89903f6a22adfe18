import type { CsvValue } from '#lib/format/csv.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import type { ExportFormat } from './export-format.ts';
import { factsOf } from './outcomes.ts';
import { isoOf } from './run-view.ts';
import { tableFile } from './table-file.ts';

const isoOrNull = (at: number | null): string | null => (at === null ? null : isoOf(at));

/** A run as files have it: names that say the unit, times as ISO 8601 in UTC, null for what is not known. */
export function fileRow(run: RunRecord) {
  const { result, durationMs, bytesDone } = run;
  return {
    oldUser: run.oldUser,
    newUser: run.newUser,
    run: run.number,
    kind: run.kind,
    status: run.outcome ?? run.state,
    code: run.code,
    headline: run.code === null ? null : (factsOf(run.code, run.kind)?.headline ?? null),
    message: run.message,
    requestedAt: isoOf(run.requestedAt),
    startedAt: isoOrNull(run.startedAt),
    endedAt: isoOrNull(run.endedAt),
    durationSeconds: durationMs === null ? null : durationMs / 1000,
    bytesDone,
    bytesTotal: run.bytesTotal,
    filesDone: run.filesDone,
    filesTotal: result?.totalFiles ?? run.progress?.filesTotal ?? null,
    bytesPerSecond: averageRate(bytesDone, durationMs),
    requestedBy: run.requestedBy,
    reason: run.why,
    ticket: run.ticket,
    folder: run.folder === '' ? null : run.folder,
    folderState: run.folderState,
    evidence: run.evidence,
    seenBy: run.acknowledged?.by ?? null,
    seenAt: isoOrNull(run.acknowledged?.at ?? null),
    id: run.id,
  } as const satisfies Readonly<Record<string, CsvValue>>;
}

/** Bytes a second over the whole run, rounded; null where no time or no byte is known. */
export const averageRate = (bytes: number | null, durationMs: number | null): number | null =>
  bytes === null || durationMs === null || durationMs === 0 ? null : Math.round((bytes * 1000) / durationMs);

type FileRow = ReturnType<typeof fileRow>;

/** The head of each column; it belongs to the same row as its cell by the type. */
const HEADS: Readonly<Record<keyof FileRow, string>> = {
  oldUser: 'old_user',
  newUser: 'new_user',
  run: 'run',
  kind: 'kind',
  status: 'status',
  code: 'code',
  headline: 'headline',
  message: 'message',
  requestedAt: 'requested_at_utc',
  startedAt: 'started_at_utc',
  endedAt: 'ended_at_utc',
  durationSeconds: 'duration_seconds',
  bytesDone: 'bytes_done',
  bytesTotal: 'bytes_total',
  filesDone: 'files_done',
  filesTotal: 'files_total',
  bytesPerSecond: 'bytes_per_second',
  requestedBy: 'requested_by',
  reason: 'reason',
  ticket: 'ticket',
  folder: 'folder',
  folderState: 'folder_state',
  evidence: 'evidence',
  seenBy: 'seen_by',
  seenAt: 'seen_at_utc',
  id: 'run_id',
};

/** The text of a file with these runs, a piece for each batch. JSON is one array, an object to a line. */
export const runsFile = (batches: AsyncIterable<readonly RunRecord[]>, format: ExportFormat): AsyncGenerator<string> =>
  tableFile(batches, format, { rowOf: fileRow, heads: HEADS });

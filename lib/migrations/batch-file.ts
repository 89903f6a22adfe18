import type { CsvValue } from '#lib/format/csv.ts';
import type { BatchRowRecord } from '#lib/history/batch-record.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { excludesCell } from './bulk-options.ts';
import { fileRow } from './run-file.ts';
import { tableFile } from './table-file.ts';

/** A row of a batch beside its run. */
export interface BatchFileRow {
  readonly row: BatchRowRecord;
  readonly run: RunRecord | undefined;
}

const UNSTARTED = { waiting: 'waiting', refused: 'refused', left: 'not started', started: 'record removed' } as const;

/** A row as files have it: the pair, what was said of it, and what came of it. */
function rowOf({ row, run }: BatchFileRow) {
  const told = run && fileRow(run);
  return {
    line: row.line,
    oldUser: row.oldUser,
    newUser: row.newUser,
    reason: row.why,
    ticket: row.ticket,
    excludes: excludesCell(row.excludes),
    verify: row.verify,
    result: told?.status ?? UNSTARTED[row.state],
    code: told?.code ?? null,
    headline: told?.headline ?? null,
    message: told?.message ?? row.refusal,
    attempt: row.attempt,
    run: told?.run ?? null,
    startedAt: told?.startedAt ?? null,
    endedAt: told?.endedAt ?? null,
    bytesDone: told?.bytesDone ?? null,
    filesDone: told?.filesDone ?? null,
    folder: told?.folder ?? null,
    folderState: told?.folderState ?? null,
    id: told?.id ?? null,
  } as const satisfies Readonly<Record<string, CsvValue>>;
}

const HEADS: Readonly<Record<keyof ReturnType<typeof rowOf>, string>> = {
  line: 'line',
  oldUser: 'old_user',
  newUser: 'new_user',
  reason: 'reason',
  ticket: 'ticket',
  excludes: 'exclude_preset',
  verify: 'verify',
  result: 'result',
  code: 'code',
  headline: 'headline',
  message: 'message',
  attempt: 'attempt',
  run: 'run',
  startedAt: 'started_at_utc',
  endedAt: 'ended_at_utc',
  bytesDone: 'bytes_done',
  filesDone: 'files_done',
  folder: 'folder',
  folderState: 'folder_state',
  id: 'run_id',
};

/** The result of a batch as the text of a CSV file, a piece at a time. */
export const batchFile = (rows: AsyncIterable<readonly BatchFileRow[]>): AsyncGenerator<string> =>
  tableFile(rows, 'csv', { rowOf, heads: HEADS });

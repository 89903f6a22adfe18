import type { CsvValue } from '#lib/format/csv.ts';
import type { AuditRecord } from '#lib/history/audit.ts';
import type { ExportFormat } from './export-format.ts';
import { tableFile } from './table-file.ts';

/** A row as files have it: the time as ISO 8601 in UTC, null for what there is not. */
const fileRow = (row: AuditRecord) =>
  ({
    at: new Date(row.at).toISOString(),
    actor: row.actor,
    source: row.source,
    action: row.action,
    object: row.object,
    oldUser: row.oldUser,
    newUser: row.newUser,
    reason: row.why,
    result: row.result,
    detail: row.detail,
    id: row.id,
  }) as const satisfies Readonly<Record<string, CsvValue>>;

type FileRow = ReturnType<typeof fileRow>;

/** The head of each column. */
const HEADS: Readonly<Record<keyof FileRow, string>> = {
  at: 'at_utc',
  actor: 'actor',
  source: 'source',
  action: 'action',
  object: 'object',
  oldUser: 'old_user',
  newUser: 'new_user',
  reason: 'reason',
  result: 'result',
  detail: 'detail',
  id: 'id',
};

/** The text of a file with these rows, a piece for each batch. JSON is one array, an object to a line. */
export const auditFile = (
  batches: AsyncIterable<readonly AuditRecord[]>,
  format: ExportFormat,
): AsyncGenerator<string> => tableFile(batches, format, { rowOf: fileRow, heads: HEADS });

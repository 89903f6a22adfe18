import { textStream } from '#app/api/text-stream.ts';
import { readRoute } from '#lib/access/route.ts';
import { RehomeError } from '#lib/errors.ts';
import { type ExportFormat, exportFileName, readExportFormat } from '#lib/migrations/export-format.ts';
import { readListQuery } from '#lib/migrations/list-query.ts';
import { runtime } from '#lib/runtime.ts';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};

/** An address names no more runs than a page can show. */
const MAX_CHOSEN = 200;

/** Every run that the list at the same address shows, over all of its pages, newest first, as one file; with `run=`, these runs alone. */
export const GET = readRoute('see', (request) => {
  const params = new URL(request.url).searchParams;
  const format = readExportFormat(params.get('format'));
  if (!format) throw new RehomeError('invalid', 'Ask for format=csv or format=json.');
  const { reader } = runtime();
  const runIds = params.getAll('run').slice(0, MAX_CHOSEN);
  const text =
    runIds.length > 0
      ? reader.runsFile(runIds, format)
      : reader.listFile(readListQuery(Object.fromEntries(params)), format);
  return new Response(textStream(text), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${exportFileName(format, new Date())}"`,
      'cache-control': 'private, no-store',
    },
  });
});

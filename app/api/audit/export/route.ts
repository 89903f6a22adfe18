import { textStream } from '#app/api/text-stream.ts';
import { readClock } from '#app/clock.ts';
import { readRoute } from '#lib/access/route.ts';
import { RehomeError } from '#lib/errors.ts';
import { readAuditQuery } from '#lib/migrations/audit-query.ts';
import { type ExportFormat, exportFileName, readExportFormat } from '#lib/migrations/export-format.ts';
import { runtime } from '#lib/runtime.ts';

const TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};

/** Every row of the audit that the page at the same address shows, over all of its pages, newest first, as one file. */
export const GET = readRoute('oversee', async (request) => {
  const params = new URL(request.url).searchParams;
  const format = readExportFormat(params.get('format'));
  if (!format) throw new RehomeError('invalid', 'Ask for format=csv or format=json.');
  const { zone } = await readClock();
  const text = runtime().audit.file(readAuditQuery(Object.fromEntries(params)), format, zone);
  return new Response(textStream(text), {
    headers: {
      'content-type': TYPES[format],
      'content-disposition': `attachment; filename="${exportFileName(format, new Date(), 'audit')}"`,
      'cache-control': 'private, no-store',
    },
  });
});

import { readRoute } from '#lib/access/route.ts';
import { CSV_MARK, csvLine } from '#lib/format/csv.ts';
import { FILE_KINDS } from '#lib/migrations/files-view.ts';
import { runtime } from '#lib/runtime.ts';

/** The same as a file for spreadsheets, in which no name can be a formula. */
export const GET = readRoute('see', async (_request, context: RouteContext<'/api/runs/[id]/files/csv'>) => {
  const { id } = await context.params;
  const { entries } = await runtime().reader.files(id);
  const rows = entries.map(({ kind, path, detail }) => csvLine([FILE_KINDS[kind], path, detail]));
  return new Response(`${CSV_MARK}${csvLine(['what', 'path', 'detail'])}${rows.join('')}`, {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="rehome-${encodeURIComponent(id)}-files.csv"`,
      'cache-control': 'private, no-store',
    },
  });
});

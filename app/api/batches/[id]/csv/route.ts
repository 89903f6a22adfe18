import { textStream } from '#app/api/text-stream.ts';
import { readRoute } from '#lib/access/route.ts';
import { exportFileName } from '#lib/migrations/export-format.ts';
import { runtime } from '#lib/runtime.ts';

/** Every row of a batch with what came of it, in the order of the batch. */
export const GET = readRoute('see', async (_request, context: RouteContext<'/api/batches/[id]/csv'>) => {
  const { id } = await context.params;
  const text = await runtime().batches.file(id);
  return new Response(textStream(text), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${exportFileName('csv', new Date(), 'batch')}"`,
      'cache-control': 'private, no-store',
    },
  });
});

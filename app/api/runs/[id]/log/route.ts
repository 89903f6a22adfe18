import { readRoute } from '#lib/access/route.ts';
import { runtime } from '#lib/runtime.ts';

/** The whole log that Rehome has of a run, as a file. */
export const GET = readRoute('see', async (_request, context: RouteContext<'/api/runs/[id]/log'>) => {
  const { id } = await context.params;
  const text = await runtime().reader.logText(id);
  return new Response(text, {
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'content-disposition': `attachment; filename="rehome-${id}.log"`,
      'cache-control': 'private, no-store',
    },
  });
});

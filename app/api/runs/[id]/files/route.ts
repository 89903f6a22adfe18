import { readRoute } from '#lib/access/route.ts';
import { runtime } from '#lib/runtime.ts';

/** The single entries of a run that were skipped, failed, were mended or differ. */
export const GET = readRoute('see', async (_request, context: RouteContext<'/api/runs/[id]/files'>) => {
  const { id } = await context.params;
  return runtime().reader.files(id);
});

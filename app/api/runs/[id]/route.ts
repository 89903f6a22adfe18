import { readRoute } from '#lib/access/route.ts';
import { runtime } from '#lib/runtime.ts';

export const GET = readRoute('see', async (_request, context: RouteContext<'/api/runs/[id]'>, actor) => {
  const { id } = await context.params;
  return runtime().reader.detail(id, actor);
});

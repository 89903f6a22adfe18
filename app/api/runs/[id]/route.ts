import { polledRoute } from '#app/api/polled.ts';
import { runtime } from '#lib/runtime.ts';

export const GET = polledRoute('see', async (_request, context: RouteContext<'/api/runs/[id]'>, actor) => {
  const { id } = await context.params;
  return runtime().reader.detail(id, actor);
});

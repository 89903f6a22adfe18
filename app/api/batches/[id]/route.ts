import { polledRoute } from '#app/api/polled.ts';
import { readBatchPlace } from '#lib/migrations/batch-place.ts';
import { runtime } from '#lib/runtime.ts';

export const GET = polledRoute('see', async (request, context: RouteContext<'/api/batches/[id]'>, actor) => {
  const { id } = await context.params;
  const params = new URL(request.url).searchParams;
  return runtime().batches.batch(id, readBatchPlace(Object.fromEntries(params)), actor);
});

import { readRoute } from '#lib/access/route.ts';
import { readLineRange } from '#lib/migrations/line-range.ts';
import { runtime } from '#lib/runtime.ts';

/** Some lines of a run's log: `?from=` and `?to=` by number, `&raw=1` as the pod said them. */
export const GET = readRoute('see', async (request, context: RouteContext<'/api/runs/[id]/lines'>) => {
  const { id } = await context.params;
  return runtime().reader.logPage(id, readLineRange(new URL(request.url).searchParams));
});

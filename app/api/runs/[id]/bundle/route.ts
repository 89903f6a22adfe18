import { readRoute } from '#lib/access/route.ts';
import { runtime } from '#lib/runtime.ts';

/** The support bundle of a run as a `.tar.gz`. With `?names=1` names of files in the homes are in it. */
export const GET = readRoute('see', async (request, context: RouteContext<'/api/runs/[id]/bundle'>, actor) => {
  const { id } = await context.params;
  const fileNames = new URL(request.url).searchParams.get('names') === '1';
  const archive = await runtime().bundles.archive(id, actor, fileNames);
  return new Response(archive, {
    headers: {
      'content-type': 'application/gzip',
      'content-disposition': `attachment; filename="rehome-run-${id}.tar.gz"`,
      'cache-control': 'private, no-store',
    },
  });
});

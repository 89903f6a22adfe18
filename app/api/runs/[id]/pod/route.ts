import { readRoute } from '#lib/access/route.ts';
import { runtime } from '#lib/runtime.ts';

/** The pod of a run as YAML: as it is, or as it was last seen. No value of its environment is in it. */
export const GET = readRoute('see', async (_request, context: RouteContext<'/api/runs/[id]/pod'>) => {
  const { id } = await context.params;
  return { yaml: await runtime().reader.podYaml(id) };
});

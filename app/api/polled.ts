import 'server-only';
import type { Actor, Permission } from '#lib/access/roles.ts';
import { heldRoute } from '#lib/access/route.ts';
import { runtime } from '#lib/runtime.ts';

/**
 * A route that an open page polls. The frame's view comes along under `frame`, so that a page polls one route and its
 * frame stays fresh all the same; whoever polls may wait for the next change.
 */
export const polledRoute = <Context>(
  permission: Permission,
  read: (request: Request, context: Context, actor: Actor) => Promise<object>,
) =>
  heldRoute<Context>(permission, async (request, context, actor) => {
    const [view, frame] = await Promise.all([read(request, context, actor), runtime().reader.shell(actor)]);
    return { ...view, frame };
  });

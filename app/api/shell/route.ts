import { heldRoute } from '#lib/access/route.ts';
import { runtime } from '#lib/runtime.ts';

export const GET = heldRoute('see', (_request, _context, actor) => runtime().reader.shell(actor));

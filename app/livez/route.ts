import { readRoute } from '#lib/access/route.ts';

/** The process answers. */
export const GET = readRoute('see', () => ({ status: 'ok' }));

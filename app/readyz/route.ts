import { readRoute } from '#lib/access/route.ts';
import { runtime } from '#lib/runtime.ts';

/** Whether history answers and the cluster has been listed; 503 with the reason where not. */
export const GET = readRoute('see', () => runtime().reader.ready());

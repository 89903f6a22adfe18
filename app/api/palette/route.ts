import { readRoute } from '#lib/access/route.ts';
import { runtime } from '#lib/runtime.ts';

/** People, pairs and runs for `?q=`. */
export const GET = readRoute('see', (request) =>
  runtime().reader.palette.find(new URL(request.url).searchParams.get('q') ?? ''),
);

import { readRoute } from '#lib/access/route.ts';
import { runtime } from '#lib/runtime.ts';

/** Hits of the user picker for `?q=`. */
export const GET = readRoute('see', (request) =>
  runtime().reader.people(new URL(request.url).searchParams.get('q') ?? ''),
);

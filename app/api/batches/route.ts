import { polledRoute } from '#app/api/polled.ts';
import { readOlderThan } from '#lib/migrations/batch-place.ts';
import { runtime } from '#lib/runtime.ts';

/** The newest batches, or with `?before=` those before that one. */
export const GET = polledRoute('see', (request) =>
  runtime().batches.latest(readOlderThan(Object.fromEntries(new URL(request.url).searchParams))),
);

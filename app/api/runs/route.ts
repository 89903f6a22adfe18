import { polledRoute } from '#app/api/polled.ts';
import { readListQuery } from '#lib/migrations/list-query.ts';
import { runtime } from '#lib/runtime.ts';

export const GET = polledRoute('see', (request) => {
  const params = Object.fromEntries(new URL(request.url).searchParams);
  return runtime().reader.list(readListQuery(params));
});

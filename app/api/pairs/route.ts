import { polledRoute } from '#app/api/polled.ts';
import { runtime } from '#lib/runtime.ts';

/** What matters before a pair is migrated, for `?old=&new=`; with `&for=start`, also what only a start is told. */
export const GET = polledRoute('see', (request, _context, actor) => {
  const params = new URL(request.url).searchParams;
  const pair = { oldUser: params.get('old') ?? '', newUser: params.get('new') ?? '' };
  return runtime().reader.pairContext(pair, actor, params.get('for') === 'start');
});

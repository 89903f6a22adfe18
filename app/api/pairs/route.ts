import { readRoute } from '#lib/access/route.ts';
import { runtime } from '#lib/runtime.ts';

/** What matters before a pair is migrated, for `?old=&new=`. */
export const GET = readRoute('see', (request) => {
  const params = new URL(request.url).searchParams;
  return runtime().reader.pairContext({ oldUser: params.get('old') ?? '', newUser: params.get('new') ?? '' });
});

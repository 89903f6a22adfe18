import { polledRoute } from '#app/api/polled.ts';
import { runtime } from '#lib/runtime.ts';

/** What is known of one person, for `?name=`. */
export const GET = polledRoute('see', (request) =>
  runtime().reader.users.read(new URL(request.url).searchParams.get('name') ?? ''),
);

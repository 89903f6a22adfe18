import { readRoute } from '#lib/access/route.ts';
import { readObjectsInput } from '#lib/migrations/input.ts';
import { runtime } from '#lib/runtime.ts';

/** What a start would create, for `?old=&new=` and the options of the form. */
export const GET = readRoute('run', (request) =>
  runtime().reader.objects(readObjectsInput(new URL(request.url).searchParams)),
);

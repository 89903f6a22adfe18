import 'server-only';
import { isRehomeError, type RehomeError } from '#lib/errors.ts';
import type { ErrorCode } from '#lib/result.ts';
import { READ } from './commands.ts';
import { admit, knockOf } from './gate.ts';
import { type Answer, answerOf, heldAnswer } from './held-answer.ts';
import { recordRefusal } from './refusal.ts';
import type { Actor, Permission } from './roles.ts';

const STATUS: Readonly<Record<ErrorCode, number>> = {
  invalid: 400,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  unavailable: 503,
  timeout: 504,
};

type Read<Context> = (request: Request, context: Context, actor: Actor) => Promise<unknown> | unknown;

/**
 * A GET route: the gate first, then one read, answered as JSON with an ETag; 304 where the browser has it already.
 * Expected failures become their HTTP status with a sentence; anything else is thrown to Next.
 */
export const readRoute = <Context>(permission: Permission, read: Read<Context>) =>
  guarded<Context>(permission, async (request, context, actor) => {
    const value = await read(request, context, actor);
    return value instanceof Response ? value : respond(request, await answerOf(() => value));
  });

/** A `readRoute` whose caller may wait for the next change, as `heldAnswer` says. */
export const heldRoute = <Context>(permission: Permission, read: Read<Context>) =>
  guarded<Context>(permission, async (request, context, actor) =>
    respond(request, await heldAnswer(request, () => read(request, context, actor))),
  );

function guarded<Context>(
  permission: Permission,
  answer: (request: Request, context: Context, actor: Actor) => Promise<Response>,
) {
  return async (request: Request, context: Context): Promise<Response> => {
    const knock = knockOf(request.headers, false, new URL(request.url).pathname);
    let actor: Actor | undefined;
    try {
      actor = admit(knock, permission);
      return await answer(request, context, actor);
    } catch (error) {
      if (!isRehomeError(error)) throw error;
      if (!actor) await recordRefusal({ action: READ, actor, knock }, error);
      return refusal(error);
    }
  };
}

function respond(request: Request, { body, etag }: Answer): Response {
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, 'content-type': 'application/json; charset=utf-8' } });
}

/** An expected failure as its HTTP status, with a sentence. */
export const refusal = (error: RehomeError): Response =>
  Response.json({ code: error.code, message: error.message }, { status: STATUS[error.code] });

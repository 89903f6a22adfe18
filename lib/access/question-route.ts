import 'server-only';
import type { z } from 'zod';
import { isRehomeError, RehomeError } from '#lib/errors.ts';
import type { ActionResult } from '#lib/result.ts';
import { READ } from './commands.ts';
import { admit, knockOf } from './gate.ts';
import { recordRefusal } from './refusal.ts';
import type { Actor, Permission } from './roles.ts';
import { refusal } from './route.ts';

/** More than any question of a page takes. */
const MAX_BODY = 2 * 1024 * 1024;

/**
 * A route that answers a question too long for an address: POST with JSON, and nothing is changed by it. The gate comes
 * first, as for a change: the question must come from Rehome's own pages. An answer that says what is wrong with the question
 * is an answer; what is no question at all becomes its HTTP status.
 */
export function questionRoute<Schema extends z.ZodType>(
  permission: Permission,
  schema: Schema,
  answer: (question: z.output<Schema>) => Promise<unknown> | unknown,
) {
  return async (request: Request): Promise<Response> => {
    const knock = knockOf(request.headers, true, new URL(request.url).pathname);
    let actor: Actor | undefined;
    try {
      actor = admit(knock, permission);
      const parsed = schema.safeParse(await bodyOf(request));
      if (!parsed.success) {
        throw new RehomeError('invalid', [...new Set(parsed.error.issues.map(({ message }) => message))].join(' '));
      }
      const result = await resultOf(() => answer(parsed.data));
      return Response.json(result, { headers: { 'cache-control': 'private, no-store' } });
    } catch (error) {
      if (!isRehomeError(error)) throw error;
      if (!actor) await recordRefusal({ action: READ, actor, knock }, error);
      return refusal(error);
    }
  };
}

async function resultOf(task: () => Promise<unknown> | unknown): Promise<ActionResult<unknown>> {
  try {
    return { ok: true, value: await task() };
  } catch (error) {
    if (!isRehomeError(error)) throw error;
    return { ok: false, error: { code: error.code, message: error.message } };
  }
}

/** The body as JSON. One that grows too long is read no further. */
async function bodyOf(request: Request): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body ?? []) {
    length += chunk.length;
    if (length > MAX_BODY) throw new RehomeError('invalid', 'The list is too large. Split it into several.');
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    throw new RehomeError('invalid', 'This is no JSON.');
  }
}

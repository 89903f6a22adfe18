import 'server-only';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { isRehomeError } from '#lib/errors.ts';
import type { ActionResult } from '#lib/result.ts';
import { admit } from './gate.ts';
import type { Actor, Permission } from './roles.ts';

/**
 * The one path into a change: who, then what, then do. Expected failures become values; everything else, also Next's
 * own redirects, is thrown.
 */
export async function runAction<Schema extends z.ZodType, T>(
  permission: Permission,
  schema: Schema,
  input: unknown,
  task: (input: z.output<Schema>, actor: Actor) => Promise<T>,
): Promise<ActionResult<T>> {
  try {
    const head = await headers();
    const actor = admit({ host: head.get('host'), origin: head.get('origin'), writes: true }, permission);
    const parsed = schema.safeParse(input);
    if (!parsed.success) return { ok: false, error: invalid(parsed.error.issues) };
    return { ok: true, value: await task(parsed.data, actor) };
  } catch (error) {
    if (!isRehomeError(error)) throw error;
    const { code, message, fields } = error;
    return { ok: false, error: { code, message, ...(fields && { fields }) } };
  }
}

function invalid(issues: readonly z.core.$ZodIssue[]) {
  const fields = Object.fromEntries(issues.map((issue) => [issue.path.join('.') || 'form', issue.message]));
  return { code: 'invalid', message: Object.values(fields).join(' '), fields } as const;
}

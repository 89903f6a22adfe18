import 'server-only';
import { headers } from 'next/headers';
import type { z } from 'zod';
import { isRehomeError, RehomeError } from '#lib/errors.ts';
import type { ActionResult } from '#lib/result.ts';
import { COMMANDS, type Command } from './commands.ts';
import { admit, knockOf } from './gate.ts';
import { recordFailure, recordRefusal } from './refusal.ts';
import type { Actor } from './roles.ts';

/**
 * The one path into a change: who, then what, then do. Expected failures become values; everything else, also Next's
 * own redirects, is thrown. What is refused or fails is in the audit; what is done, the task itself has recorded there.
 */
export async function runAction<Schema extends z.ZodType, T>(
  command: Command,
  schema: Schema,
  input: unknown,
  task: (input: z.output<Schema>, actor: Actor) => Promise<T>,
): Promise<ActionResult<T>> {
  const knock = knockOf(await headers(), true);
  let actor: Actor | undefined;
  try {
    actor = admit(knock, COMMANDS[command]);
    const parsed = schema.safeParse(input);
    if (!parsed.success) throw invalid(parsed.error.issues);
    return { ok: true, value: await task(parsed.data, actor) };
  } catch (error) {
    const attempt = { action: command, input, actor, knock };
    if (!isRehomeError(error)) {
      await recordFailure(attempt, error);
      throw error;
    }
    if (!error.recorded) await recordRefusal(attempt, error);
    const { code, message, fields } = error;
    return { ok: false, error: { code, message, ...(fields && { fields }) } };
  }
}

function invalid(issues: readonly z.core.$ZodIssue[]): RehomeError {
  const fields = Object.fromEntries(issues.map((issue) => [issue.path.join('.') || 'form', issue.message]));
  return new RehomeError('invalid', Object.values(fields).join(' '), { fields });
}

'use server';
import { runAction } from '#lib/access/action.ts';
import { cleanUpInput } from '#lib/migrations/input.ts';
import type { CleanUpOutcome } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { runtime } from '#lib/runtime.ts';

/** Removes pods left behind by ended runs, whose evidence was saved when they ended; what Rehome has no record of is left alone. */
export async function cleanUp(input: unknown): Promise<ActionResult<CleanUpOutcome>> {
  return runAction('cleanup.remove', cleanUpInput, input, ({ pods }, actor) => runtime().service.cleanUp(pods, actor));
}

'use server';
import { runAction } from '#lib/access/action.ts';
import { cleanUpInput, removeOldInput } from '#lib/migrations/input.ts';
import type { CleanUpOutcome } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { runtime } from '#lib/runtime.ts';

/** Removes pods left behind by ended runs, whose evidence was saved when they ended; what Rehome has no record of is left alone. */
export async function cleanUp(input: unknown): Promise<ActionResult<CleanUpOutcome>> {
  return runAction('cleanup.remove', cleanUpInput, input, ({ pods }, actor) => runtime().service.cleanUp(pods, actor));
}

/** Begins to remove the records that are old enough, without waiting for the next day's pass; answers once it has begun. */
export async function removeOld(input: unknown): Promise<ActionResult<null>> {
  return runAction('retention.run', removeOldInput, input, async (_, actor) => {
    await runtime().retentionJob.runNow(actor);
    return null;
  });
}

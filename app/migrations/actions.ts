'use server';
import { runAction } from '#lib/access/action.ts';
import { startInput, stopInput } from '#lib/migrations/input.ts';
import type { RunView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { runtime } from '#lib/runtime.ts';

/** Records a run as queued and answers at once; the reconciler does the rest. */
export async function startMigration(input: unknown): Promise<ActionResult<RunView>> {
  return runAction('run', startInput, input, (pair, actor) => runtime().service.start(pair, actor));
}

/** Asks a run to stop. Asking again changes nothing. */
export async function stopMigration(input: unknown): Promise<ActionResult<RunView>> {
  return runAction('run', stopInput, input, ({ runId }, actor) => runtime().service.stop(runId, actor));
}

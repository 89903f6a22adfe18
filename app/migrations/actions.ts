'use server';
import { runAction } from '#lib/access/action.ts';
import {
  checkInput,
  discardInput,
  manyInput,
  resumeInput,
  startInput,
  startNowInput,
  stopInput,
} from '#lib/migrations/input.ts';
import type { ManyOutcome } from '#lib/migrations/many-views.ts';
import type { RunView } from '#lib/migrations/views.ts';
import type { ActionResult } from '#lib/result.ts';
import { runtime } from '#lib/runtime.ts';

/** Records a run as queued and answers at once; the reconciler does the rest. */
export async function startMigration(input: unknown): Promise<ActionResult<RunView>> {
  return runAction('migration.start', startInput, input, (pair, actor) => runtime().service.start(pair, actor));
}

/** Lets a run start at once that waits for its time. */
export async function startNow(input: unknown): Promise<ActionResult<{ readonly id: string }>> {
  return runAction('migration.start-now', startNowInput, input, ({ runId }, actor) =>
    runtime().schedule.startNow(runId, actor),
  );
}

/** Asks a run to stop. Asking again changes nothing. */
export async function stopMigration(input: unknown): Promise<ActionResult<RunView>> {
  return runAction('migration.stop', stopInput, input, ({ runId }, actor) => runtime().service.stop(runId, actor));
}

/** Records a check of both homes as queued. It changes nothing in them. */
export async function checkHomes(input: unknown): Promise<ActionResult<RunView>> {
  return runAction('migration.check', checkInput, input, (pair, actor) => runtime().service.check(pair, actor));
}

/** Records a run that goes on in the partial copy of an ended one. */
export async function resumeMigration(input: unknown): Promise<ActionResult<RunView>> {
  return runAction('migration.resume', resumeInput, input, ({ runId }, actor) =>
    runtime().service.resume(runId, actor),
  );
}

/** Records a run that removes the partial copy of an ended one, and nothing else. */
export async function discardCopy(input: unknown): Promise<ActionResult<RunView>> {
  return runAction('migration.discard', discardInput, input, ({ runId }, actor) =>
    runtime().service.discard(runId, actor),
  );
}

/** Asks several runs to stop; those that cannot be stopped are skipped, each with why. */
export async function stopMigrations(input: unknown): Promise<ActionResult<ManyOutcome>> {
  return runAction('migration.stop', manyInput, input, ({ runIds }, actor) => runtime().many.stop(runIds, actor));
}

/** Removes the pods that these runs left behind; others are skipped, each with why. */
export async function cleanUpMigrations(input: unknown): Promise<ActionResult<ManyOutcome>> {
  return runAction('cleanup.remove', manyInput, input, ({ runIds }, actor) => runtime().many.cleanUp(runIds, actor));
}

/** Records that somebody saw that these runs failed; others are skipped, each with why. */
export async function markSeen(input: unknown): Promise<ActionResult<ManyOutcome>> {
  return runAction('migration.seen', manyInput, input, ({ runIds }, actor) => runtime().many.markSeen(runIds, actor));
}

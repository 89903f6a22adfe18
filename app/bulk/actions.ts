'use server';
import { runAction } from '#lib/access/action.ts';
import { batchIdInput, batchInput, retryInput } from '#lib/migrations/input.ts';
import type { ActionResult } from '#lib/result.ts';
import { runtime } from '#lib/runtime.ts';

/** Records a batch and answers at once; its rows are started one by one. */
export async function startBatch(input: unknown): Promise<ActionResult<{ readonly id: string }>> {
  return runAction('batch.start', batchInput, input, (batch, actor) => runtime().bulk.start(batch, actor));
}

/** Starts no further row of a batch. */
export async function pauseBatch(input: unknown): Promise<ActionResult<void>> {
  return runAction('batch.pause', batchIdInput, input, ({ batchId }, actor) => runtime().bulk.pause(batchId, actor));
}

/** Goes on with a batch that is paused. */
export async function resumeBatch(input: unknown): Promise<ActionResult<void>> {
  return runAction('batch.resume', batchIdInput, input, ({ batchId }, actor) => runtime().bulk.resume(batchId, actor));
}

/** Leaves the rows of a batch that wait, and asks those that run to stop. */
export async function stopBatch(input: unknown): Promise<ActionResult<void>> {
  return runAction('batch.stop', batchIdInput, input, ({ batchId }, actor) => runtime().bulk.stop(batchId, actor));
}

/** Asks once more for the rows of a batch that failed, or for those that were stopped. */
export async function retryBatch(input: unknown): Promise<ActionResult<{ readonly rows: number }>> {
  return runAction('batch.retry', retryInput, input, ({ batchId, what }, actor) =>
    runtime().bulk.retry(batchId, what, actor),
  );
}

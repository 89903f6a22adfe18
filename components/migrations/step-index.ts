import { isOutcome, isSuccess, PIPELINE, type PipelineStep } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';

/** Where in the pipeline a run stands, or stood when it ended; all of it for a finished copy. From 0. */
export function stepIndexOf({ status, lastState }: Pick<RunView, 'status' | 'lastState'>): number {
  if (isSuccess(status)) return PIPELINE.length - 1;
  const known = isOutcome(status) || status === 'stopping' || status === 'unknown' ? lastState : status;
  return Math.max(0, PIPELINE.indexOf(known as PipelineStep));
}

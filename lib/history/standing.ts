import type { Outcome, RunKind } from '#lib/migrations/states.ts';
import { STANDING, type Standing } from './schema.ts';

/** Outcomes that somebody should have seen. */
const FAILURES: readonly Outcome[] = ['failed', 'timed_out', 'lost'];

export const isFailure = (outcome: Outcome): boolean => FAILURES.includes(outcome);

/** Whether a run that ended so needs somebody. A check does not: who asks for one waits for it. */
export const needsSomebody = (kind: RunKind, outcome: Outcome): boolean => kind !== 'check' && isFailure(outcome);

/** How a run stands that ended so, or has not ended. */
export function standingOf(outcome: Outcome | null): Standing {
  if (outcome === null) return STANDING.unfinished;
  return isFailure(outcome) ? STANDING.failure : STANDING.otherEnd;
}

import type { RunState } from './states.ts';

/** A start may take this long before it needs a person, in milliseconds. */
export const LATE_MS = 180_000;

/** What is known of a run that has not ended. Times are milliseconds since the epoch. */
interface Unfinished {
  readonly state: RunState;
  readonly stalled: boolean;
  /** Since when it waits for what it waits for; null where nothing is said of that. */
  readonly waitsSince: number | null;
  readonly requestedAt: number;
}

/** Whether a run's start takes too long. */
export const isLate = (
  { state, waitsSince, requestedAt }: Pick<Unfinished, 'state' | 'waitsSince' | 'requestedAt'>,
  now: number,
): boolean => state === 'pending' && now - (waitsSince ?? requestedAt) >= LATE_MS;

/**
 * Whether a run that has not ended needs a person: it makes no progress, its pod is out of sight, or its start takes too
 * long. One that was asked to stop does as it was told. `run-filters.ts` says the same to the database.
 */
export const isTroubled = (run: Unfinished, now: number): boolean =>
  run.state !== 'stopping' && (run.stalled || run.state === 'unknown' || isLate(run, now));

import type { RunRecord } from '#lib/history/run-record.ts';
import type { RowCounts } from './batch-views.ts';
import { conflictWords } from './conflict-words.ts';
import { type Pair, pairKey } from './names.ts';
import { ruleBroken } from './pair-view.ts';

/** What comes before a row: an unfinished run, or an earlier row that is not a run yet. */
export interface Ahead extends Pair {
  readonly run?: RunRecord;
}

/**
 * How many rows a batch may start now: what is left of the batch's own limit and of Rehome's, where everything that has
 * been asked for comes first. A run that is scheduled for later needs no slot yet.
 */
export function slotsLeft(
  limits: { readonly all: number; readonly batch: number },
  ahead: readonly Ahead[],
  own: number,
  now: number,
): number {
  const taken = ahead.filter(({ run }) => run === undefined || isDue(run, now));
  return Math.max(0, Math.min(limits.all - taken.length, limits.batch - own));
}

const isDue = ({ launchedAt, notBefore }: RunRecord, now: number): boolean =>
  launchedAt !== null || (notBefore ?? 0) <= now;

/** That a row waits for a slot, in a sentence; null where one is free. */
export function slotWords(slots: number, ahead: readonly Ahead[], now: number): string | null {
  const taken = ahead.filter(({ run }) => run !== undefined && isDue(run, now)).length;
  return taken < slots ? null : `Waits for a free slot: ${slots} of ${slots} taken.`;
}

/** What a row has to wait for: the first before it that it must not run beside. The database decides for good. */
export function blockerOf(pair: Pair, ahead: readonly Ahead[]): Ahead | undefined {
  return ahead.find((other) => (other.run ? ruleBroken(other.run, pair) : excludes(other, pair)));
}

/** The same rules for a row that is no run yet. */
const excludes = (other: Pair, pair: Pair): boolean =>
  other.oldUser === pair.newUser || other.newUser === pair.oldUser || pairKey(other) === pairKey(pair);

/** Why a row waits, in a sentence; null where it only waits for its turn. */
export function waitingWords(pair: Pair, ahead: readonly Ahead[]): string | null {
  const blocker = blockerOf(pair, ahead);
  if (!blocker) return null;
  const rule = blocker.run && ruleBroken(blocker.run, pair);
  if (blocker.run && rule) return `Waits: ${conflictWords({ ...blocker.run, rule })}`;
  return `Waits for the row ${blocker.oldUser} to ${blocker.newUser}, which comes before it.`;
}

/** Runs that did not do what they should; a row that was never started is none. */
export const failuresOf = ({ failed, lost }: RowCounts): number => failed + lost;

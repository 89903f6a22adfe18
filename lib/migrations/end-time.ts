/** An end that is noticed within this is dated by our own clock, which is finer: the cluster tells whole seconds. */
const AT_ONCE_MS = 10_000;

/**
 * When a run ended, in ms since the epoch: now, or where that was noticed late (the server was away) the time that the
 * cluster gives. Never before `startedAt`, nor in the future, whatever the clocks of the nodes say.
 */
export function endTime(finishedAt: string | null, startedAt: number | null, now: number): number {
  const finished = Date.parse(finishedAt ?? '');
  if (Number.isNaN(finished) || now - finished < AT_ONCE_MS) return now;
  return Math.min(now, Math.max(finished, startedAt ?? finished));
}

import type { PodFacts } from '#lib/storage/pod-facts.ts';
import { type Ending, endingByCode, endingWithoutPod, type Intent } from './ending.ts';
import type { Phase, RunKind, RunState } from './states.ts';
import type { FinalResult } from './wire.ts';

/** Why a run waits: a stable key, a sentence for people, and the cluster's own words. */
export interface Reason {
  readonly key: string;
  readonly sentence: string;
  readonly raw: string | null;
}

/** What the record says of an unfinished run. Times are milliseconds since the epoch. */
export interface RecordedRun {
  readonly kind: RunKind;
  readonly state: RunState;
  readonly notBefore: number | null;
  readonly podUid: string | null;
  readonly launchedAt: number | null;
  readonly startedAt: number | null;
  readonly stopRequestedAt: number | null;
  readonly reason: { readonly key: string; readonly sentence: string } | null;
}

/** What is seen of it in the cluster now. */
export interface Observation {
  /** Since when the cluster has not been heard from, or undefined while it is. */
  readonly silentSince: number | undefined;
  /** The run's own pod: it carries the run's label, and no other was seen before it. */
  readonly pod: PodFacts | undefined;
  readonly podExited: boolean;
  readonly podStarted: boolean;
  readonly pendingReason: Reason | undefined;
  /** A pod of that name which belongs to another run. */
  readonly blocker: { readonly sentence: string; readonly removable: boolean } | undefined;
  /** Whether the concurrency limit allows one more, and if not, why. */
  readonly slot: { readonly free: true } | { readonly free: false; readonly sentence: string };
  /** What the migrator's log has said so far. */
  readonly phase: Phase | undefined;
  readonly result: FinalResult | undefined;
  readonly lastChangeAt: number | undefined;
  /** Whether the pod, which is gone, was seen until then and had not begun to copy. */
  readonly goneUnstarted: boolean;
}

export interface Limits {
  readonly startTimeoutMs: number;
  readonly runTimeoutMs: number;
  readonly stalledAfterMs: number;
  readonly stopGraceMs: number;
}

export type Decision =
  /** Nothing to do in the cluster; the record should say this. */
  | { readonly do: 'note'; readonly state: RunState; readonly reason: Reason | null; readonly stalled: boolean }
  /** Make its objects (again, where it is not known whether they were made). */
  | { readonly do: 'launch' }
  /** Remove the pod that is in the way; its own evidence is safe. */
  | { readonly do: 'clearWay' }
  /** Ask the pod to go. */
  | { readonly do: 'ask'; readonly why: 'stop' | 'startDeadline' }
  /** The pod has ended: save its evidence and end the run. */
  | { readonly do: 'harvest'; readonly intent: Intent }
  /** The memory has no such pod: look at the cluster itself before believing it. */
  | { readonly do: 'confirmGone'; readonly ending: Ending }
  /** End the run without a pod. */
  | { readonly do: 'end'; readonly ending: Ending };

/** Silence of the cluster shorter than this is not worth telling. */
export const SILENCE_MS = 15_000;
/** A scheduled run that is later than this is not started any more. */
export const MISSED_MS = 3_600_000;
/** The reason of a run that waits for its time. */
export const SCHEDULED = 'scheduled';
/** How long past its grace a pod may refuse to go before Rehome stops waiting for its word. */
export const STUCK_MS = 300_000;

const note = (state: RunState, reason: Reason | null = null, stalled = false): Decision => ({
  do: 'note',
  state,
  reason,
  stalled,
});

/**
 * The next step for an unfinished run: a pure function of the record, what is observed, and the time. Applied again to
 * the same facts it says the same, so a reconciler that was killed anywhere goes on where it was.
 */
export function decide(run: RecordedRun, seen: Observation, now: number, limits: Limits): Decision {
  if (run.launchedAt === null) return beforeLaunch(run, seen, now);
  const silence = seen.silentSince !== undefined && now - seen.silentSince >= SILENCE_MS;
  if (silence) {
    const sentence = 'No contact with the cluster. What is shown is the last that was known.';
    return note('unknown', { key: 'no_contact', sentence, raw: null });
  }
  if (seen.silentSince !== undefined) return note(run.state, run.reason && { ...run.reason, raw: null });
  return seen.pod ? withPod(run, seen, now, limits) : withoutPod(run, seen, now, limits);
}

function beforeLaunch(run: RecordedRun, seen: Observation, now: number): Decision {
  if (run.stopRequestedAt !== null) return { do: 'end', ending: endingByCode('RH-602', '') };
  if (run.notBefore !== null && now - run.notBefore > MISSED_MS) {
    return { do: 'end', ending: endingByCode('RH-610', missedWords(run.reason)) };
  }
  if (run.notBefore !== null && now < run.notBefore) {
    return note('queued', { key: SCHEDULED, sentence: 'Scheduled for later.', raw: null });
  }
  if (seen.silentSince !== undefined) {
    return note('queued', { key: 'no_contact', sentence: 'Waiting for contact with the cluster.', raw: null });
  }
  if (!seen.slot.free) return note('queued', { key: 'limit', sentence: seen.slot.sentence, raw: null });
  if (seen.blocker?.removable) return { do: 'clearWay' };
  if (seen.blocker) return note('queued', { key: 'in_the_way', sentence: seen.blocker.sentence, raw: null });
  return { do: 'launch' };
}

/** Why a run missed its time: what it waited for last, if it was ever looked at when it was due. */
const missedWords = (reason: RecordedRun['reason']): string =>
  reason === null || reason.key === SCHEDULED ? 'Rehome was not running at that time.' : reason.sentence;

function intentOf(run: RecordedRun, now: number, limits: Limits): Intent {
  const late = run.startedAt === null && run.launchedAt !== null && now - run.launchedAt >= limits.startTimeoutMs;
  return {
    stopRequested: run.stopRequestedAt !== null,
    neverStarted: late ? { reasonKey: run.reason?.key ?? null, sentence: run.reason?.sentence ?? null } : undefined,
  };
}

function withPod(run: RecordedRun, seen: Observation, now: number, limits: Limits): Decision {
  const intent = intentOf(run, now, limits);
  if (seen.podExited) return { do: 'harvest', intent };
  const asked = seen.pod?.deletionRequestedAt;
  if (asked && now - Date.parse(asked) > limits.stopGraceMs + STUCK_MS) return { do: 'harvest', intent };
  if (intent.stopRequested) return asked ? note('stopping', goingReason(asked)) : { do: 'ask', why: 'stop' };
  if (!seen.podStarted) {
    const unsaid = seen.pendingReason && seen.pendingReason.key !== run.reason?.key;
    // Its end will be told by the reason in the record, so that one comes first.
    if (intent.neverStarted && !asked && !unsaid) return { do: 'ask', why: 'startDeadline' };
    return note('pending', keptReason(run, asked) ?? seen.pendingReason ?? null);
  }
  const state = seen.phase ?? 'scanning';
  if (asked)
    return note(state, { key: 'removed_outside', sentence: 'The pod is being removed from outside.', raw: null });
  const stalled = seen.lastChangeAt !== undefined && now - seen.lastChangeAt >= limits.stalledAfterMs;
  return note(state, null, stalled);
}

/** A pod that is being removed keeps the reason for which it never started: its node forgets it on the way. */
function keptReason(run: RecordedRun, asked: string | null | undefined): Reason | null {
  return asked && run.reason ? { ...run.reason, raw: null } : null;
}

const goingReason = (asked: string): Reason => ({
  key: 'going',
  sentence: 'The pod was asked to stop and is ending.',
  raw: `to be gone by ${asked}`,
});

function withoutPod(run: RecordedRun, seen: Observation, now: number, limits: Limits): Decision {
  const intent = intentOf(run, now, limits);
  const neverSeen = run.podUid === null;
  if (neverSeen && !intent.stopRequested && !intent.neverStarted) return { do: 'launch' };
  // What went while nobody looked may have run before.
  const mayHaveRun = run.startedAt !== null || !(neverSeen || seen.goneUnstarted);
  return { do: 'confirmGone', ending: endingWithoutPod(seen.result, mayHaveRun, intent, run.kind) };
}

import type { Outcome, RunKind, RunState } from './states.ts';
import { isLate } from './troubled.ts';

/** What people may be told of, by the words of `notifications[].on`. */
export const NOTICE_EVENTS = ['succeeded', 'failed', 'lost', 'cancelled', 'needs_attention'] as const;
export type NoticeEvent = (typeof NOTICE_EVENTS)[number];

/** What an end is to people who wait for word: a run that was not started, or not in time, has failed. */
const EVENT_OF: Readonly<Record<Outcome, NoticeEvent>> = {
  succeeded: 'succeeded',
  succeeded_with_notes: 'succeeded',
  failed: 'failed',
  timed_out: 'failed',
  rejected: 'failed',
  lost: 'lost',
  cancelled: 'cancelled',
};
export const eventOf = (outcome: Outcome): NoticeEvent => EVENT_OF[outcome];

/** Whoever asks for a check waits for it on the form; nobody else wants to hear of it. */
export const isTold = (kind: RunKind): boolean => kind !== 'check';

/** Why a run that has not ended needs a person. */
export const TROUBLES = ['late', 'stalled', 'unknown'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** A run may be out of sight this long before somebody is called, in milliseconds: API servers do restart. */
export const OUT_OF_SIGHT_MS = 180_000;

/** What a run must say of itself to be looked at. Times are milliseconds since the epoch. */
interface Unfinished {
  readonly kind: RunKind;
  readonly state: RunState;
  readonly stalled: boolean;
  readonly reason: { readonly since: number } | null;
  readonly requestedAt: number;
}

/** Why somebody is to be called to a run now; undefined where nobody is. One that was asked to stop does as it was told. */
export function troubleOf(run: Unfinished, now: number): Trouble | undefined {
  const { kind, state, stalled, reason, requestedAt } = run;
  if (!isTold(kind) || state === 'stopping') return undefined;
  if (stalled) return 'stalled';
  if (state === 'unknown') return now - (reason?.since ?? now) >= OUT_OF_SIGHT_MS ? 'unknown' : undefined;
  return isLate({ state, waitsSince: reason?.since ?? null, requestedAt }, now) ? 'late' : undefined;
}

/** How far a message is: to be tried, taken, or never taken. */
export type NoticeState = 'waiting' | 'delivered' | 'given_up';

/** What is said of one run, kept as it was when it happened: the same words at each try. */
export interface NoticeFacts {
  /** ISO 8601. */
  readonly at: string;
  readonly run: {
    readonly id: string;
    readonly number: number;
    readonly kind: RunKind;
    readonly oldUser: string;
    readonly newUser: string;
    /** Null while it has not ended. */
    readonly outcome: Outcome | null;
    /** `RH-…` */
    readonly code: string | null;
  } | null;
  readonly trouble: Trouble | null;
}

import type { CheckReport } from './check-report.ts';
import type { Status } from './states.ts';
import type { VerifyMode } from './wire.ts';

/** Whether the pod of a failed run stays until somebody cleans up. */
export const KEEP_PODS = ['failed', 'never'] as const;
export type KeepPods = (typeof KEEP_PODS)[number];

/** What a policy may ask of whoever starts a copy; `identity` is the word that both accounts are one person's. */
export const REQUIRABLE = ['reason', 'ticket', 'identity'] as const;
export type Requirable = (typeof REQUIRABLE)[number];

/** How a copy is made, as the start form has it. */
export interface StartOptions {
  readonly verify: VerifyMode;
  /** Presets and patterns, in the order given. */
  readonly excludes: readonly string[];
  /** As it is written, `50M`; empty for no limit. */
  readonly bandwidth: string;
  readonly keepPods: KeepPods;
}

/** What a start does unless the form says otherwise, and what it must say. */
export interface StartTermsView {
  readonly defaults: StartOptions;
  readonly required: readonly Requirable[];
}

/** The latest check of a pair, for the start form. Times are ISO 8601 in UTC. */
export interface CheckView {
  readonly runId: string;
  readonly number: number;
  readonly status: Status;
  /** `RH-…`, once it has ended. */
  readonly code: string | null;
  readonly requestedAt: string;
  readonly startedAt: string | null;
  readonly endedAt: string | null;
  /** From then on it is too old to go by; null until it has ended. */
  readonly countsUntil: string | null;
  /** What it took for left out. */
  readonly excludes: readonly string[];
  readonly report: CheckReport | null;
}

/** What a start would create in the cluster. */
export interface ObjectsView {
  readonly yaml: string;
}

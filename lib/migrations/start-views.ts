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

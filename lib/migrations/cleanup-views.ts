import type { LaterRunView } from './evidence-views.ts';
import type { Outcome } from './states.ts';

/** How much of a partial copy is the new user's already, as far as the run that left it told. */
export type HandedOver = 'part' | 'all' | 'unknown';

/** What the last check of a home, after the copy ended, says of a partial copy there. */
export interface SeenCopyView {
  readonly at: string;
  /** Null where the check did not list it. */
  readonly size: { readonly bytes: number; readonly files: number } | null;
}

/** A partial copy in somebody's home, and the run that left it last. Sizes are bytes, times ISO 8601 in UTC. */
export interface PartialCopyView {
  /** The folder as it is on disk. */
  readonly folder: string;
  readonly oldUser: string;
  /** Whose home it is in. */
  readonly newUser: string;
  /** Where its run was killed nobody told whether there is one. */
  readonly isCertain: boolean;
  readonly bytes: number | null;
  readonly files: number | null;
  /** Null where no check has looked since. */
  readonly seen: SeenCopyView | null;
  readonly handedOver: HandedOver;
  readonly runId: string;
  readonly runNumber: number;
  readonly outcome: Outcome;
  readonly code: string | null;
  /** When its run ended. */
  readonly at: string;
  /** The run that goes on in it or removes it now; it can be asked for nothing else then. */
  readonly later: LaterRunView | null;
}

/** Partial copies, the newest first: the first of them, and all of them together. */
export interface PartialCopiesView {
  readonly copies: readonly PartialCopyView[];
  readonly count: number;
  /** As far as their runs told. */
  readonly bytes: number;
}

/** A claim that leftover pods mount. */
export interface MountedClaimView {
  readonly claim: string;
  /** What becomes of its volume when the claim is deleted, in the cluster's word; null where Rehome may not read it. */
  readonly policy: string | null;
}

/** How many things there are to clean up. */
export interface CleanupCounts {
  readonly leftovers: number;
  readonly partialCopies: number;
}

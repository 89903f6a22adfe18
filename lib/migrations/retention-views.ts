/** What is kept for how long, as the browser gets it. Times are ISO 8601 in UTC, durations in milliseconds, sizes in bytes. */

/** What the retention job removes, each by a rule of its own. */
export const KEPT = ['runs', 'evidence', 'audit', 'notices'] as const;
export type Kept = (typeof KEPT)[number];

/** How long each is kept; null for good. */
export type KeptFor = Readonly<Record<Kept, number | null>>;

/**
 * Why a run stays although it is old: it is younger after all, its pod is there, somebody is still to be told of it, its
 * batch has not ended, its partial copy lies in a home, or a run that it belongs together with stays.
 */
export type StayReason = 'young' | 'objects' | 'notice' | 'batch' | 'partial' | 'kin';

/** A number that is not counted beyond a limit. */
export interface CountView {
  readonly count: number;
  readonly orMore: boolean;
}

/** What the next pass would remove if it began now. */
export interface RetentionPreview {
  readonly going: Readonly<Record<Kept, CountView>>;
  /** What the evidence takes in the database. */
  readonly evidenceBytes: number;
  /** How many old runs stay, and why. */
  readonly staying: Readonly<Partial<Record<StayReason, number>>>;
  readonly asOf: string;
}

/** The last pass, as far as it got. */
export interface RetentionPass {
  readonly beganAt: string;
  /** Null while it is under way. */
  readonly endedAt: string | null;
  readonly removed: Readonly<Record<Kept, number>>;
  readonly evidenceBytes: number;
  readonly problem: string | null;
}

export interface RetentionView {
  readonly keptFor: KeptFor;
  /** Null where everything is kept for good. */
  readonly preview: RetentionPreview | null;
  readonly last: RetentionPass | null;
  /** When the next pass begins; null where there is none to come. */
  readonly nextAt: string | null;
}

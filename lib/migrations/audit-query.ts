/** What came of a command. `asked`: begun, and another row says what came of it. */
export const AUDIT_RESULTS = ['done', 'asked', 'refused', 'failed'] as const;
export type AuditResult = (typeof AUDIT_RESULTS)[number];

/** A place between two rows of the audit: behind the row of this time (milliseconds since the epoch) and id. */
export interface AuditPlace {
  readonly at: number;
  readonly id: string;
}

/** Which rows of the audit are wanted; null is any. Names fit as a whole, as they are written. */
export interface AuditFilter {
  readonly actor: string | null;
  readonly action: string | null;
  readonly result: AuditResult | null;
  readonly oldUser: string | null;
  readonly newUser: string | null;
  /** Milliseconds since the epoch, included. */
  readonly from: number | null;
  /** Milliseconds since the epoch, not included. */
  readonly to: number | null;
}

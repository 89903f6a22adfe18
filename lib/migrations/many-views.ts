/** What came of something that was asked for several runs at once. */
export interface ManyOutcome {
  /** The ids of the runs for which it was done. */
  readonly done: readonly string[];
  /** The others, each with why. */
  readonly skipped: readonly { readonly runId: string; readonly why: string }[];
}

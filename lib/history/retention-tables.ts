/** How far the retention job of a realm is. Times are milliseconds since the epoch. */
export interface RetentionTable {
  realm: string;
  /** When the next pass may begin; while one is under way, when others may take it for dead. */
  due_at: number;
  begun_at: number | null;
  /** Null while it is under way. */
  ended_at: number | null;
  /** What the last pass removed: runs, runs whose evidence it removed and the bytes that took, rows of the audit, messages. */
  runs: number;
  evidence: number;
  bytes: number;
  audit: number;
  notices: number;
  /** Why the last pass failed. */
  problem: string | null;
}

/** Runs that stay and whose evidence the retention job removed. */
export interface EvidenceRemovedTable {
  run_id: string;
  realm: string;
  at: number;
}

/** The partial copies that lie in homes as far as their runs told: those that no later run went on in or removed. */
export interface PartialCopiesTable {
  /** The run that left it last. */
  run_id: string;
  realm: string;
  ended_at: number;
  /** Null where the run did not tell. */
  bytes: number | null;
}

/** The partial copies that the last check of a home listed there, as JSON. */
export interface HomeFoldersTable {
  realm: string;
  user_name: string;
  /** The check. */
  run_id: string;
  at: number;
  folders: string;
}

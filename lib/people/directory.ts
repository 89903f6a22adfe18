/** Somebody whose home can be moved, or who can get one. */
export interface Person {
  readonly username: string;
  readonly displayName: string | null;
  readonly uid: number | null;
}

/** Who exists on the platform. */
export interface Directory {
  /** The best hits for a text, best first; for an empty text the first people by username. */
  search(text: string, limit: number): Promise<readonly Person[]>;
  /** The person with exactly this username. */
  find(username: string): Promise<Person | undefined>;
  /** Whether a username that is not found belongs to nobody; otherwise it may be typed all the same. */
  readonly complete: boolean;
}

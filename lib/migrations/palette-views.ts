import type { Pair } from './names.ts';
import type { RunView } from './views.ts';

/** Somebody whom a text finds. */
export interface FoundPerson {
  readonly username: string;
  readonly displayName: string | null;
  /** False for somebody whom only runs know. */
  readonly isListed: boolean;
}

export type FoundRun = Pick<
  RunView,
  'id' | 'number' | 'kind' | 'oldUser' | 'newUser' | 'status' | 'requestedAt' | 'ticket'
>;

/** What a text finds: the best few of each. */
export interface PaletteView {
  readonly people: readonly FoundPerson[];
  readonly pairs: readonly Pair[];
  readonly runs: readonly FoundRun[];
  /** The two people whom the text names, where both are known: a migration could be started. */
  readonly start: Pair | null;
}

import type { Fixed } from './fixed.ts';

/** What people write down about a pair; no row changes or goes. */
export interface PairNotesTable {
  id: Fixed<string>;
  realm: Fixed<string>;
  old_user: Fixed<string>;
  new_user: Fixed<string>;
  at: Fixed<number>;
  by: Fixed<string>;
  text: Fixed<string>;
}

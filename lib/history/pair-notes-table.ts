import type { ColumnType } from 'kysely';

/** Given once; no update may name it. */
type Fixed<T> = ColumnType<T, T, never>;

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

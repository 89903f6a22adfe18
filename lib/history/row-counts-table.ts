import type { Fixed } from './fixed.ts';

/** How many rows of a table there are, by what `countedAs` calls them. The database itself keeps it; nobody writes here. */
export interface RowCountsTable {
  realm: Fixed<string>;
  what: Fixed<string>;
  rows: Fixed<number>;
}

/** The columns that can be chosen, in the order in which they stand. Old to new and the status are always there. */
export const COLUMNS = [
  'run',
  'steps',
  'size',
  'files',
  'rate',
  'took',
  'folder',
  'evidence',
  'reason',
  'by',
  'requested',
  'started',
  'ended',
] as const;
export type Column = (typeof COLUMNS)[number];

export const COLUMN_LABELS: Readonly<Record<Column, string>> = {
  run: 'Run',
  steps: 'Steps',
  size: 'Size',
  files: 'Files',
  rate: 'Average rate',
  took: 'Took',
  folder: 'Folder',
  evidence: 'Evidence',
  reason: 'Reason and ticket',
  by: 'By',
  requested: 'Requested',
  started: 'Started',
  ended: 'Ended',
};

const DEFAULT: readonly Column[] = ['steps', 'size', 'took', 'folder', 'by', 'requested'];

/** The cookie with the chosen columns: the server's first paint has them, so that nothing moves. */
export const COLUMNS_COOKIE = 'columns';
/** Said where none is chosen, since an empty cookie says nothing. */
const NONE = 'none';

/** The columns that a cookie names; without one, those that most people need. */
export function readColumns(cookie: string | undefined): readonly Column[] {
  if (!cookie) return DEFAULT;
  const named = new Set(cookie.split('.'));
  const known = COLUMNS.filter((column) => named.has(column));
  return known.length > 0 || named.has(NONE) ? known : DEFAULT;
}

/** What the cookie says of these columns. */
export const writeColumns = (columns: readonly Column[]): string => (columns.length === 0 ? NONE : columns.join('.'));

/** The columns with one of them added or taken away, in their order. */
export const withColumn = (columns: readonly Column[], column: Column, shown: boolean): readonly Column[] =>
  COLUMNS.filter((one) => (one === column ? shown : columns.includes(one)));

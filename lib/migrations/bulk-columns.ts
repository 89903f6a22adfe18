import { BULK_COLUMNS, type BulkColumn, type BulkMapping } from './bulk-views.ts';

/** What people call the columns, without case, blanks and signs. */
const NAMES: Readonly<Record<BulkColumn, readonly string[]>> = {
  oldUser: ['olduser', 'oldusername', 'oldaccount', 'oldname', 'old', 'from', 'source', 'sourceuser', 'olduserid'],
  newUser: ['newuser', 'newusername', 'newaccount', 'newname', 'new', 'to', 'target', 'targetuser', 'newuserid'],
  why: ['why', 'reason', 'comment', 'note', 'notes'],
  ticket: ['ticket', 'issue', 'case', 'request', 'ticketid', 'ticketnumber'],
  excludes: ['excludepreset', 'excludepresets', 'exclude', 'excludes', 'leftout', 'leaveout', 'without'],
  verify: ['verify', 'verification', 'verifymode', 'compare', 'comparedby'],
};

const folded = (head: string): string =>
  head
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');

const columnOf = (head: string): BulkColumn | undefined =>
  BULK_COLUMNS.find((column) => NAMES[column].includes(folded(head)));

/** Whether a first line names columns: two of them at least, so that somebody called “new” is no header. */
export const isHeader = (cells: readonly string[]): boolean =>
  new Set(cells.map(columnOf).filter((column) => column !== undefined)).size >= 2;

/** What a list without names may hold; whatever is beyond that is read only where it is named. */
const UNNAMED: readonly BulkColumn[] = ['oldUser', 'newUser', 'why', 'ticket'];

/** Which column holds what, by their names; where they have none, in the order of the template, up to the ticket. */
export function guessMapping(heads: readonly string[], width: number): BulkMapping {
  const named = BULK_COLUMNS.map((column) => heads.findIndex((head) => columnOf(head) === column));
  const isNamed = named.some((at) => at >= 0);
  const places = BULK_COLUMNS.map((column, at) => {
    if (isNamed) return (named[at] ?? -1) < 0 ? null : (named[at] ?? null);
    return at < width && UNNAMED.includes(column) ? at : null;
  });
  const [oldUser = null, newUser = null, why = null, ticket = null, excludes = null, verify = null] = places;
  return { oldUser, newUser, why, ticket, excludes, verify };
}

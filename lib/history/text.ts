import { RehomeError } from '#lib/errors.ts';

/** Text as both engines keep it: PostgreSQL takes no NUL, and neither engine keeps half a surrogate pair. */
export const storable = (text: string): string => text.replaceAll('\0', '\uFFFD').toWellFormed();

/** The same for text that may be missing. */
export const storableOrNull = (text: string | null | undefined): string | null =>
  text === null || text === undefined ? null : storable(text);

/**
 * Refuses a username that would come back from the database as another one: two people must never become one.
 * @throws RehomeError `invalid`
 */
export function requireStorableName(name: string): void {
  if (storable(name) === name && name !== '') return;
  throw new RehomeError('invalid', 'A username is empty or holds a character that cannot be kept.');
}

/** A username as it is searched for: case and compatibility forms make no difference. */
export const folded = (text: string): string => storable(text).normalize('NFKC').toLowerCase();

/** Both names of a pair, searchable as one text; a name with a line break cannot reach into the other's. */
export const searchText = (oldUser: string, newUser: string): string =>
  [oldUser, newUser].map((name) => folded(name).replaceAll('\n', ' ')).join('\n');

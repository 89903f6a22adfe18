import { MAX_USERNAME_LENGTH } from '#lib/migrations/names.ts';

/**
 * Why a text can be nobody's username, as a sentence; undefined if it can. Upper case, `@` and any script are fine:
 * whether such a user exists is for the directory to say, and names of objects are made from hashes.
 */
export function checkUsername(name: string): string | undefined {
  if (name === '') return 'Enter a username.';
  if (name.length > MAX_USERNAME_LENGTH) {
    return `A username has at most ${MAX_USERNAME_LENGTH} characters; this one has ${name.length}.`;
  }
  if (name === '.' || name === '..') return 'A username cannot be . or .. because these name folders.';
  if (name.includes('/')) return 'A username cannot contain a slash.';
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(name)) return 'A username cannot contain control characters or line breaks.';
  if (/\p{Bidi_Control}/u.test(name)) return 'A username cannot contain characters that turn the direction of text.';
  if (!name.isWellFormed()) return 'A username cannot contain half a character (a lone surrogate).';
  if (name.trim() !== name) return 'A username cannot begin or end with a space.';
  return undefined;
}

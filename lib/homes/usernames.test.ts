import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkUsername } from './usernames.ts';

test.each([
  ['', 'Enter a username.'],
  ['x'.repeat(300), 'A username has at most 255 characters; this one has 300.'],
  ['../x', 'A username cannot contain a slash.'],
  ['a/b', 'A username cannot contain a slash.'],
  ['.', 'A username cannot be . or .. because these name folders.'],
  ['..', 'A username cannot be . or .. because these name folders.'],
  ['a\0b', 'A username cannot contain control characters or line breaks.'],
  ['a\nb', 'A username cannot contain control characters or line breaks.'],
  ['a\u2028b', 'A username cannot contain control characters or line breaks.'],
  ['a\ud800', 'A username cannot contain half a character (a lone surrogate).'],
  [' a', 'A username cannot begin or end with a space.'],
  ['a\u00a0', 'A username cannot begin or end with a space.'],
])('%j is nobody’s username', (name, problem) => {
  expect(checkUsername(name)).toBe(problem);
});

test.each([
  'ab',
  'Rachel',
  'alice@example.org',
  'Ædda',
  '李明',
  '.config',
  '...',
  'a..b',
  '-rf',
  'x'.repeat(255),
  'a b',
  '$(HOME)',
  '𝒜',
])('%s may be somebody’s', (name) => {
  expect(checkUsername(name)).toBeUndefined();
});

test('every text is either accepted or refused with one sentence', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (name) => {
      expect(checkUsername(name) ?? 'Fine.').toMatch(/^[A-Z][^\n]*\.$/);
    }),
  );
});

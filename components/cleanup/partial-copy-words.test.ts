import { expect, test } from 'vitest';
import { endWords, fileWords, shownWords, totalWords } from './partial-copy-words.ts';

test('how many partial copies there are is said with what they hold, where that is known', () => {
  expect(totalWords({ count: 1, bytes: 0 })).toBe('1 folder');
  expect(totalWords({ count: 1_200, bytes: 3 * 1024 ** 3 })).toMatch(/^1,200 folders, 3\.0\sGiB$/);
});

test('that a list is cut is said with how much there is', () => {
  expect(shownWords(100, 100)).toBeNull();
  expect(shownWords(100, 214)).toContain('newest 100 of 214');
});

test('a partial copy is told by how its run ended, and by its files where they were counted', () => {
  expect(endWords({ code: 'RH-308', outcome: 'failed' })).toBe('Ran out of space or quota');
  expect(endWords({ code: null, outcome: 'cancelled' })).toBe('Stopped');
  expect([fileWords(null), fileWords(1), fileWords(9_100)]).toEqual(['', '1 file', '9,100 files']);
});

import { expect, test } from 'vitest';
import { EXIT } from './exit-codes.ts';
import { exitWords } from './exit-words.ts';

test('every exit code of the migrator has words of its own, and others say that they are none', () => {
  const words = Object.values(EXIT).map(exitWords);
  expect(new Set(words.map((word) => word.replace(/^\d+, /, ''))).size).toBe(words.length);
  expect(exitWords(8)).toBe('8, out of space or quota');
  expect(exitWords(137)).toContain('killed');
  expect(exitWords(99)).toBe('99, none of the migrator’s');
});

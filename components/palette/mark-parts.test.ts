import { expect, test } from 'vitest';
import { markParts } from './mark-parts.ts';

const marked = (text: string, ...words: string[]) =>
  markParts(text, words)
    .map(({ text: part, isHit }) => (isHit ? `[${part}]` : part))
    .join('');

test('every place of every word is set off, whatever its case, and nothing is lost', () => {
  expect(marked('Alice.Solberg', 'ali', 'berg')).toBe('[Ali]ce.Sol[berg]');
  expect(marked('ananas', 'ana')).toBe('[anana]s');
  expect(marked('יעל בן עמי', 'בן')).toBe('יעל [בן] עמי');
  expect(marked('alice', 'alice')).toBe('[alice]');
  expect(marked('alice', 'bob', '')).toBe('alice');
  expect(marked('', 'a')).toBe('');
});

test('a letter whose lower case is longer leaves the text as it is', () => {
  expect(marked('İstanbul', 'stan')).toBe('İstanbul');
});

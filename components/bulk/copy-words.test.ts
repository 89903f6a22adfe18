import { expect, test } from 'vitest';
import { copyWords, ownRows, ownWords } from './copy-words.ts';

test('a batch says what holds for all of its rows, and how many say otherwise', () => {
  expect(copyWords({ excludes: ['@caches', '*.iso'], verify: 'sizes' })).toEqual([
    'leaves out caches; *.iso',
    'compares sizes',
  ]);
  // A pattern that is called like a preset is none.
  expect(copyWords({ excludes: ['secret'], verify: 'sizes' })[0]).toBe('leaves out secret');
  expect(copyWords({ excludes: [], verify: 'none' })).toEqual(['leaves nothing out', 'compares nothing']);
  expect([ownRows(0), ownRows(1), ownRows(2)]).toEqual([[], ['1 row says otherwise'], ['2 rows say otherwise']]);
});

test('a row says only what is otherwise', () => {
  expect(ownWords({ excludes: null, verify: null })).toBeNull();
  expect(ownWords({ excludes: [], verify: null })).toBe('leaves nothing out');
  expect(ownWords({ excludes: ['@trash'], verify: 'checksums' })).toBe('leaves out trash, compares every byte');
});

import { expect, test } from 'vitest';
import type { LogLineView } from '#lib/migrations/evidence-views.ts';
import { type Found, indexOfSeq, searchFor, searchOn } from './log-search.ts';

const lines = (from: number, to: number, step = 1): LogLineView[] => {
  const made: LogLineView[] = [];
  for (let seq = from; seq < to; seq += step) {
    made.push({ seq, at: null, level: 'info', text: seq % 10 === 0 ? `Copied ${seq}` : `line ${seq}` });
  }
  return made;
};
const tens = (from: number, to: number) => lines(from, to, 1).flatMap(({ seq }) => (seq % 10 === 0 ? [seq] : []));

function toTheEnd(begun: Found, among: readonly LogLineView[]): Found {
  for (let found = begun; ; ) {
    const next = searchOn(found, among);
    if (next === found) return found;
    found = next;
  }
}

test('a search finds every line with the text in it, in any case and in order, however long the log', () => {
  const log = lines(0, 25_000);
  expect(toTheEnd(searchFor('copied', log), log).hits).toEqual(tens(0, 25_000));
});

test('lines that come later, before and after, are searched too, and none twice', () => {
  const before = lines(5_000, 12_000);
  const after = lines(0, 31_000);
  expect(toTheEnd(toTheEnd(searchFor('copied', before), before), after).hits).toEqual(tens(0, 31_000));
});

test('a line is found by its number also where a filter left gaps', () => {
  const some = lines(100, 200, 7);
  expect(indexOfSeq(some, 0)).toBe(0);
  expect(indexOfSeq(some, 114)).toBe(2);
  expect(indexOfSeq(some, 115)).toBe(3);
  expect(indexOfSeq(some, 999)).toBe(some.length);
});

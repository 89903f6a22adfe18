import { expect, test } from 'vitest';
import type { LogLineView } from '#lib/migrations/evidence-views.ts';
import { joinLines, missingLines } from './held-lines.ts';

const lines = (from: number, to: number): LogLineView[] =>
  Array.from({ length: to - from }, (_, at) => ({
    seq: from + at,
    at: null,
    level: 'info',
    text: `line ${from + at}`,
  }));

test.each([
  ['a page that began with the last lines of a long log', lines(99_500, 100_000), { first: 0, next: 100_000 }],
  ['a page that begins with none', [], { first: 0, next: 12_000 }],
  ['a page that lost many lines while it slept', lines(0, 500), { first: 0, next: 60_001 }],
  ['a log whose beginning is not kept', lines(900, 1_000), { first: 700, next: 1_000 }],
])('%s comes to hold all lines, each once and in order', (_, begun, count) => {
  let held: readonly LogLineView[] = begun;
  for (let range = missingLines(held, count); range; range = missingLines(held, count)) {
    const more = lines(range.from, range.to);
    expect(more.length).toBeLessThanOrEqual(5_000);
    const joined = joinLines(held, more);
    expect(joined.length).toBe(held.length + more.length);
    held = joined;
  }
  expect(held).toEqual(lines(count.first, count.next));
});

test('lines that are held already change nothing, and lines with a gap before them are not taken', () => {
  const held = lines(10, 20);
  expect(joinLines(held, lines(12, 18))).toBe(held);
  expect(joinLines(held, lines(30, 40))).toBe(held);
  expect(joinLines(held, [])).toBe(held);
  expect(joinLines(held, lines(15, 25))).toEqual(lines(10, 25));
});

test('a log that is heard anew from its start is waited for', () => {
  expect(missingLines(lines(0, 500), { first: 0, next: 3 })).toBeNull();
});

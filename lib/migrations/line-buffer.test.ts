import { expect, test } from 'vitest';
import { LineBuffer } from './line-buffer.ts';

const buffer = (lines: number, characters = 1_000_000) => new LineBuffer<string>({ lines, characters }, (text) => text);

test('keeps the last lines, and each keeps its number', () => {
  const kept = buffer(3);
  for (let number = 0; number < 10; number++) {
    kept.push(`line ${number}`);
    expect(kept.length).toBe(Math.min(number + 1, 3));
    expect(kept.slice(kept.first)).toEqual(
      [number - 2, number - 1, number].filter((n) => n >= 0).map((n) => `line ${n}`),
    );
  }
  expect([kept.first, kept.next]).toEqual([7, 10]);
  expect(kept.last(2)).toEqual(['line 8', 'line 9']);
});

test('gives of a range what is still there', () => {
  const kept = buffer(3);
  for (let number = 0; number < 10; number++) kept.push(`line ${number}`);
  expect(kept.slice(0, 8)).toEqual(['line 7']);
  expect(kept.slice(9, 100)).toEqual(['line 9']);
  expect(kept.slice(2, 5)).toEqual([]);
});

test('holds all texts together to so many characters, their line breaks counted', () => {
  const kept = buffer(100, 12);
  for (const text of ['aaaa', 'bbbb', 'cc', 'd']) kept.push(text);
  expect(kept.slice(0)).toEqual(['bbbb', 'cc', 'd']);
  kept.push('a line of its own too many');
  expect(kept.length).toBe(0);
  expect(kept.first).toBe(kept.next);
});

import { expect, test } from 'vitest';
import { heightsOf, roundTop, sharesOf } from './shares.ts';

test('shares make up the whole, and the smallest can still be seen', () => {
  const shares = sharesOf([10_000, 1, 500]);
  expect(shares.reduce((sum, one) => sum + one, 0)).toBeCloseTo(100, 0);
  expect(Math.min(...shares)).toBeGreaterThan(2.5);
  expect(sharesOf([0, 0])).toEqual([0, 0]);
});

test('what is there has a height, and what is not has none', () => {
  expect(heightsOf([50, 0, 1], 100, 112)).toEqual([56, 0, 3]);
  expect(heightsOf([5], 0, 112)).toEqual([0]);
});

test('the top line is round and never below the bars', () => {
  const MIB = 1024 ** 2;
  for (const [bytes, top] of [
    [0, MIB],
    [3 * MIB, 5 * MIB],
    [500 * MIB, 500 * MIB],
    [501 * MIB, 1024 * MIB],
    [1.5 * 1024 ** 4, 2 * 1024 ** 4],
  ] as const)
    expect(roundTop(bytes)).toBe(top);
});

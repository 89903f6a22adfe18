import { describe, expect, test } from 'vitest';
import { elapsedMs, formatDuration, formatRemaining, isoDuration } from './duration.ts';

const S = 1000;
describe('a duration', () => {
  test.each([
    [0, '< 1 s'],
    [999, '< 1 s'],
    [59_999, '59 s'],
    [60 * S, '1 min 00 s'],
    [411 * S, '6 min 51 s'],
    [3600 * S - 1, '59 min 59 s'],
    [3900 * S, '1 h 05 min'],
    [86_400 * S, '1 d'],
    [(2 * 86_400 + 19 * 3600) * S, '2 d 19 h'],
    [-5, '< 1 s'],
  ])('of %d ms reads %s', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });

  test('is machine-readable beside it', () => expect(isoDuration(411_900)).toBe('PT411S'));

  test('between two times is not known while one of them is missing', () => {
    expect(elapsedMs('2026-11-23T08:52:13Z', '2026-11-23T08:59:04Z')).toBe(411_000);
    expect(elapsedMs(null, '2026-11-23T08:59:04Z')).toBeNull();
    expect(elapsedMs('nonsense', '2026-11-23T08:59:04Z')).toBeNull();
  });
});

describe('what remains', () => {
  test.each([
    [4, 'less than 10 s'],
    [38, 'about 40 s'],
    [58, 'about 1 min'],
    [130, 'about 2 min'],
    [3500, 'about 1 h'],
    [5400, 'about 1.5 h'],
    [50_000, 'about 14 h'],
  ])('%d s is told no more exactly than it is known: %s', (seconds, words) => {
    expect(formatRemaining(seconds)).toBe(words);
  });
});

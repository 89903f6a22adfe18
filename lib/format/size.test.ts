import { describe, expect, test } from 'vitest';
import { formatExactSize, formatRate, formatSize, groupDigits, percentOf, splitProgress, splitSize } from './size.ts';

const GIB = 1024 ** 3;

describe('a size', () => {
  test.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1023, '1,023 bytes'],
    [1024, '1.0 KiB'],
    [1_048_575, '1.0 MiB'],
    [41.2 * GIB, '41.2 GiB'],
    [1.42 * 1024 * GIB, '1.4 TiB'],
    [9000 * 1024 ** 5, '9000.0 PiB'],
  ])('of %d bytes reads %s', (bytes, words) => {
    expect(formatSize(bytes)).toBe(words);
  });

  test('never reads 1024 of a unit: it takes the next one', () => {
    for (let power = 1; power < 5; power += 1) expect(splitSize(1024 ** (power + 1) - 1).value).toBe('1.0');
  });

  test('in part is told in the unit of the whole', () => {
    expect(splitProgress(300 * 1024 ** 2, 58 * GIB)).toEqual({ value: '0.3 of 58.0', unit: 'GiB' });
    expect(splitProgress(0, 1500)).toEqual({ value: '0.0 of 1.5', unit: 'KiB' });
  });

  test('in full has every digit', () => {
    expect(formatExactSize(44_238_512_332)).toBe('44,238,512,332 bytes');
    expect(groupDigits(301_877)).toBe('301,877');
  });
});

test('a rate has no more digits than it deserves', () => {
  expect(formatRate(118.4 * 1024 ** 2)).toBe('118 MiB/s');
  expect(formatRate(9.46 * 1024 ** 2)).toBe('9.5 MiB/s');
  expect(formatRate(12)).toBe('0.0 KiB/s');
});

describe('percent', () => {
  test('is 100 only when all is done', () => {
    expect(percentOf(999_999, 1_000_000)).toBe(99);
    expect(percentOf(1_000_000, 1_000_000)).toBe(100);
  });
  test('is not known where nothing is to do', () => expect(percentOf(0, 0)).toBeNull());
  test('never goes above 100, however much a home grew', () => expect(percentOf(120, 100)).toBe(100));
});

import { expect, test } from 'vitest';
import { formatBandwidth, parseBandwidth } from './bandwidth.ts';

test.each([
  ['100K', 100_000],
  ['50M', 50_000_000],
  ['1G', 1_000_000_000],
  ['250000', 250_000],
])('%s is %d bytes a second', (text, rate) => {
  expect(parseBandwidth(text)).toBe(rate);
});

test.each(['', '99K', '0', '-1M', '1.5M', '50m', '50MB', '50 M', '1T', '9'.repeat(13)])('%j is no rate', (text) => {
  expect(parseBandwidth(text)).toBeUndefined();
});

test.each(['100K', '50M', '1G', '1500M', '100001'])('%s is written as it was read', (text) => {
  expect(formatBandwidth(parseBandwidth(text) ?? 0)).toBe(text);
});

import { expect, test } from 'vitest';
import { localOf, momentOf } from './local-time.ts';

const iso = (local: string, zone: string) => {
  const at = momentOf(local, zone);
  return at === undefined ? undefined : new Date(at).toISOString();
};

test.each([
  ['2026-11-25T18:00', 'UTC', '2026-11-25T18:00:00.000Z'],
  ['2026-11-25T18:00', 'Europe/Berlin', '2026-11-25T17:00:00.000Z'],
  ['2026-07-01T00:30', 'America/New_York', '2026-07-01T04:30:00.000Z'],
  ['2026-11-26T03:00', 'Asia/Kolkata', '2026-11-25T21:30:00.000Z'],
])('%s in %s is %s, and is shown as it was said', (local, zone, moment) => {
  expect(iso(local, zone)).toBe(moment);
  expect(localOf(Date.parse(moment), zone)).toBe(local);
});

test('a time that comes twice is the first, one that is skipped lies after the change', () => {
  expect(iso('2026-10-25T02:30', 'Europe/Berlin')).toBe('2026-10-25T00:30:00.000Z');
  expect(iso('2026-03-29T02:30', 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z');
  expect(iso('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  expect(iso('2026-03-08T02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
});

test.each(['', 'soon', '2026-11-25', '2026-13-40T10:00'])('%j is no time', (text) => {
  expect(momentOf(text, 'UTC')).toBeUndefined();
});

import { expect, test } from 'vitest';
import { dayOf, endOfDay, isDay, lastDays, startOfDay } from './day.ts';
import { formatDay } from './time.ts';

const iso = (ms: number) => new Date(ms).toISOString();

test.each([
  ['2026-11-25', 'UTC', '2026-11-25T00:00:00.000Z', '2026-11-26T00:00:00.000Z'],
  ['2026-11-25', 'Europe/Berlin', '2026-11-24T23:00:00.000Z', '2026-11-25T23:00:00.000Z'],
  ['2026-11-25', 'America/Los_Angeles', '2026-11-25T08:00:00.000Z', '2026-11-26T08:00:00.000Z'],
  ['2026-11-25', 'Pacific/Kiritimati', '2026-11-24T10:00:00.000Z', '2026-11-25T10:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  // Midnight itself is skipped: the day begins at one o'clock.
  ['2026-09-06', 'America/Santiago', '2026-09-06T04:00:00.000Z', '2026-09-07T03:00:00.000Z'],
  ['2026-12-31', 'Asia/Kolkata', '2026-12-30T18:30:00.000Z', '2026-12-31T18:30:00.000Z'],
])('%s in %s begins and ends when its clocks say so', (day, zone, start, end) => {
  expect([iso(startOfDay(day, zone)), iso(endOfDay(day, zone))]).toEqual([start, end]);
});

test('a day is one that there is', () => {
  expect(['2026-11-25', '2028-02-29'].every(isDay)).toBe(true);
  expect(['', '2026-02-29', '2026-13-01', '25.11.2026', '2026-1-1', '2026-11-25T00:00'].some(isDay)).toBe(false);
});

test('a moment lies in the day that the clocks of its zone show', () => {
  expect(dayOf(Date.parse('2026-11-25T23:30:00Z'), 'UTC')).toBe('2026-11-25');
  expect(dayOf(Date.parse('2026-11-25T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-26');
  expect(dayOf(Date.parse('2026-11-26T07:59:59.999Z'), 'America/Los_Angeles')).toBe('2026-11-25');
});

const at = (iso: string): number => Date.parse(iso);
const begins = (now: string, zone: string, count: number): string[] =>
  lastDays(at(now), zone, count).map(({ date, from }) => `${date} ${new Date(from).toISOString().slice(0, 16)}`);

test('the days of a zone end with the one that holds the moment', () => {
  expect(begins('2026-11-25T23:59:59.999Z', 'UTC', 2)).toEqual([
    '2026-11-24 2026-11-24T00:00',
    '2026-11-25 2026-11-25T00:00',
  ]);
  expect(begins('2026-11-25T15:00:00Z', 'Asia/Tokyo', 2)).toEqual([
    '2026-11-25 2026-11-24T15:00',
    '2026-11-26 2026-11-25T15:00',
  ]);
  expect(begins('2026-11-25T18:29:59Z', 'Asia/Kolkata', 1)).toEqual(['2026-11-25 2026-11-24T18:30']);
});

test('a day begins at midnight also where the clocks change on it or beside it', () => {
  expect(begins('2026-10-26T12:00:00Z', 'Europe/Berlin', 3)).toEqual([
    '2026-10-24 2026-10-23T22:00',
    '2026-10-25 2026-10-24T22:00',
    '2026-10-26 2026-10-25T23:00',
  ]);
  expect(begins('2026-03-29T12:00:00Z', 'Europe/Berlin', 2)).toEqual([
    '2026-03-28 2026-03-27T23:00',
    '2026-03-29 2026-03-28T23:00',
  ]);
});

test('every day of every zone begins at a quarter of an hour, after the one before', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const days = lastDays(at('2026-11-04T12:00:00Z'), zone, 7);
    for (const [index, { from }] of days.entries()) {
      expect(from % 900_000, zone).toBe(0);
      if (index > 0) expect(from, zone).toBeGreaterThan(days[index - 1]?.from ?? 0);
    }
  }
});

test('a day is said with its weekday', () => {
  expect(formatDay('2026-11-25')).toBe('Wed 25 Nov');
});

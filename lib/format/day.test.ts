import { expect, test } from 'vitest';
import { endOfDay, isDay, startOfDay } from './day.ts';

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

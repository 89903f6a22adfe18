import { describe, expect, test } from 'vitest';
import { readTheme } from './theme.ts';
import { formatClock, formatExactTime, formatTime, formatZone } from './time.ts';
import { readZone } from './zone.ts';

const clock = { zone: 'Europe/Berlin', now: '2026-11-23T08:59:04.000Z' };

describe('a moment', () => {
  test.each([
    ['today', '2026-11-23T08:52:13Z', '09:52'],
    ['yesterday', '2026-11-22T22:59:59Z', 'Sun 22 Nov, 23:59'],
    ['today already, though not in UTC', '2026-11-22T23:30:00Z', '00:30'],
    ['of another year', '2025-09-12T08:00:00Z', '12 Sep 2025, 10:00'],
    ['that makes no sense', 'yesterday', 'not known'],
  ])('%s', (_, iso, words) => {
    expect(formatTime(iso, clock)).toBe(words);
  });

  test('within a run has seconds', () => {
    expect(formatTime('2026-11-23T08:52:13Z', clock, 'seconds')).toBe('09:52:13');
    expect(formatTime('2026-11-22T22:59:59Z', clock, 'seconds')).toBe('Sun 22 Nov, 23:59:59');
  });

  test('of a log has seconds', () => expect(formatClock('2026-11-23T08:52:21Z', clock.zone)).toBe('09:52:21'));

  test('in full names its zone and UTC', () => {
    const words = 'Mon 23 Nov 2026, 09:52:13 UTC+1 (2026-11-23T08:52:13Z)';
    expect(formatExactTime('2026-11-23T08:52:13.123Z', clock.zone)).toBe(words);
  });
});

describe('a zone', () => {
  test('is called by its offset at that time of the year', () => {
    expect(formatZone(clock)).toBe('UTC+1');
    expect(formatZone({ ...clock, now: '2026-07-01T00:00:00Z' })).toBe('UTC+2');
    expect(formatZone({ ...clock, zone: 'Asia/Kolkata' })).toBe('UTC+5:30');
    expect(formatZone({ ...clock, zone: 'UTC' })).toBe('UTC');
  });

  test.each([[undefined], [''], ['Mars/Olympus'], ['%E0%A4%A'], ['x'.repeat(65)]])('%s is UTC', (value) => {
    expect(readZone(value)).toBe('UTC');
  });

  test('of a cookie is used', () => expect(readZone('Europe%2FBerlin')).toBe('Europe/Berlin'));
});

test('a theme that does not exist follows the system', () => {
  expect(readTheme('dark')).toBe('dark');
  expect(readTheme('neon')).toBe('system');
  expect(readTheme(undefined)).toBe('system');
});

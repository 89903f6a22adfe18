import { expect, test } from 'vitest';
import { startWords, untilWords } from './scheduled-words.ts';

const clock = { zone: 'Europe/Berlin', now: '2026-11-25T12:50:00.000Z' };

test('a start is said with the offset of its own day', () => {
  expect(startWords('2026-11-25T17:00:00Z', clock)).toBe('at 18:00 UTC+1');
  expect(startWords('2026-11-27T17:00:00Z', clock)).toBe('on Fri 27 Nov, 18:00 UTC+1');
  expect(startWords('2027-03-29T17:00:00Z', clock)).toBe('on 29 Mar 2027, 19:00 UTC+2');
});

test('and with how long it is until then', () => {
  expect(untilWords('2026-11-25T16:02:00Z', clock.now)).toBe('in 3 h 12 min');
  expect(untilWords('2026-11-25T12:00:00Z', clock.now)).toBe('now');
});

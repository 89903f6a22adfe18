import { expect, test } from 'vitest';
import { extrasInput, extrasProblems, extrasSentence, NO_EXTRAS, nextHour, startWords, untilWords } from './extras.ts';

const clock = { zone: 'Europe/Berlin', now: '2026-11-25T12:50:00.000Z' };
const later = (at: string) => ({ ...NO_EXTRAS, isLater: true, at });

test('without extras nothing is sent, said or wrong', () => {
  const idle = { ...NO_EXTRAS, at: '2020-01-01T00:00' };
  expect(extrasInput(idle, clock)).toEqual({});
  expect(extrasProblems(idle, clock)).toEqual({});
  expect(extrasSentence(idle, clock)).toBe('');
});

test('a time is what the clocks of the reader’s zone show, and is sent in UTC', () => {
  expect(extrasInput(later('2026-11-25T18:00'), clock)).toEqual({ notBefore: '2026-11-25T17:00:00.000Z' });
  expect(extrasInput(later('2026-11-25T18:00'), { ...clock, zone: 'UTC' })).toEqual({
    notBefore: '2026-11-25T18:00:00.000Z',
  });
  expect(nextHour(clock)).toBe('2026-11-25T15:00');
  expect(nextHour({ ...clock, zone: 'Asia/Kolkata' })).toBe('2026-11-25T19:30');
});

test('it is said with the offset of its own day', () => {
  expect(startWords('2026-11-25T17:00:00Z', clock)).toBe('at 18:00 UTC+1');
  expect(startWords('2027-03-29T17:00:00Z', clock)).toBe('on 29 Mar 2027, 19:00 UTC+2');
  expect(extrasSentence({ ...later('2026-11-27T18:00'), note: 'Hi' }, clock)).toBe(
    ' Starts on Fri 27 Nov, 18:00 UTC+1. A note goes to the user.',
  );
  expect(untilWords('2026-11-25T16:02:00Z', clock.now)).toBe('in 3 h 12 min');
  expect(untilWords('2026-11-25T12:00:00Z', clock.now)).toBe('now');
});

test.each(['', '2026-11-25T13:00', '2027-11-25T13:00'])('%j is told at its field', (at) => {
  expect(Object.keys(extrasProblems(later(at), clock))).toEqual(['notBefore']);
});

test('a note that cannot be shown is told at its field', () => {
  expect(Object.keys(extrasProblems({ ...NO_EXTRAS, note: 'a\u0007b' }, clock))).toEqual(['note']);
});

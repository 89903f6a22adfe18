import { expect, test } from 'vitest';
import { NO_EXTRAS } from './extras.ts';
import { nextHour, readExtras } from './read-extras.ts';

const clock = { zone: 'Europe/Berlin', now: '2026-11-25T12:50:00.000Z' };
const later = (at: string) => ({ ...NO_EXTRAS.draft, isLater: true, at });

test('without extras nothing is sent, said or wrong', () => {
  const idle = { ...NO_EXTRAS.draft, at: '2020-01-01T00:00' };
  expect(readExtras(idle, clock)).toEqual({ ...NO_EXTRAS, draft: idle });
});

test('a time is what the clocks of the reader’s zone show, and is sent in UTC', () => {
  const sent = (zone: string) => readExtras(later('2026-11-25T18:00'), { ...clock, zone }).input;
  expect(sent('Europe/Berlin')).toEqual({ notBefore: '2026-11-25T17:00:00.000Z' });
  expect(sent('UTC')).toEqual({ notBefore: '2026-11-25T18:00:00.000Z' });
  expect(nextHour(clock)).toBe('2026-11-25T15:00');
  expect(nextHour({ ...clock, zone: 'Asia/Kolkata' })).toBe('2026-11-25T19:30');
});

test('what is chosen is said in sentences', () => {
  const read = readExtras({ ...later('2026-11-27T18:00'), note: ' Hi\r\n' }, clock);
  expect(read).toMatchObject({ input: { note: 'Hi' }, startsAt: 'on Fri 27 Nov, 18:00 UTC+1' });
  expect(read.sentence).toBe(' Starts on Fri 27 Nov, 18:00 UTC+1. A note goes to the user.');
});

test.each(['', '2026-11-25T13:00', '2027-11-25T13:00'])('%j is told at its field', (at) => {
  expect(Object.keys(readExtras(later(at), clock).problems)).toEqual(['notBefore']);
});

test('a note that cannot be shown is told at its field', () => {
  expect(Object.keys(readExtras({ ...NO_EXTRAS.draft, note: 'a\u0007b' }, clock).problems)).toEqual(['note']);
});

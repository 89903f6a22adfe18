import { expect, test } from 'vitest';
import { endTime } from './end-time.ts';

const FINISHED = '2026-03-01T12:00:00Z';
const at = Date.parse(FINISHED);

test('a run that ended while nobody looked ended when its pod did, not when that was noticed', () => {
  expect(endTime(FINISHED, at - 60_000, at + 3 * 3_600_000)).toBe(at);
});

test('an end that is noticed at once is dated to the millisecond', () => {
  expect(endTime(FINISHED, at - 60_000, at + 740)).toBe(at + 740);
});

test('where the cluster tells no time, or one ahead of ours, it is now', () => {
  expect(endTime(null, null, at)).toBe(at);
  expect(endTime('2026-03-01T13:00:00Z', null, at)).toBe(at);
});

test('no run ends before it began', () => {
  expect(endTime(FINISHED, at + 500, at + 60_000)).toBe(at + 500);
});

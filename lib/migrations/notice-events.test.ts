import { expect, test } from 'vitest';
import { OUT_OF_SIGHT_MS, troubleOf } from './notice-events.ts';
import { LATE_MS } from './troubled.ts';

const NOW = 1_800_000_000_000;
const RUN = { kind: 'copy', state: 'copying', stalled: false, reason: null, requestedAt: NOW - 3_600_000 } as const;
const since = (ms: number) => ({ since: NOW - ms });

test('somebody is called where no progress is made, a start takes long, or a run is long out of sight', () => {
  expect(troubleOf(RUN, NOW)).toBeUndefined();
  expect(troubleOf({ ...RUN, stalled: true }, NOW)).toBe('stalled');
  expect(troubleOf({ ...RUN, state: 'pending', reason: since(LATE_MS) }, NOW)).toBe('late');
  expect(troubleOf({ ...RUN, state: 'pending', reason: since(LATE_MS - 1) }, NOW)).toBeUndefined();
  expect(troubleOf({ ...RUN, state: 'unknown', reason: since(OUT_OF_SIGHT_MS) }, NOW)).toBe('unknown');
  expect(troubleOf({ ...RUN, state: 'unknown', reason: since(OUT_OF_SIGHT_MS - 1) }, NOW)).toBeUndefined();
});

test('nobody is called to a run that waits its turn, was asked to stop, or is a check', () => {
  expect(troubleOf({ ...RUN, state: 'queued', reason: since(LATE_MS * 9) }, NOW)).toBeUndefined();
  expect(troubleOf({ ...RUN, state: 'stopping', stalled: true }, NOW)).toBeUndefined();
  expect(troubleOf({ ...RUN, kind: 'check', stalled: true }, NOW)).toBeUndefined();
});

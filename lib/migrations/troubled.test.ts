import { expect, test } from 'vitest';
import { isTroubled, LATE_MS } from './troubled.ts';

const NOW = 1_000_000_000_000;
const run = { state: 'copying', stalled: false, waitsSince: null, requestedAt: NOW } as const;

test('a run needs a person while it makes no progress, is out of sight, or starts too late', () => {
  expect(isTroubled(run, NOW)).toBe(false);
  expect(isTroubled({ ...run, stalled: true }, NOW)).toBe(true);
  expect(isTroubled({ ...run, state: 'unknown' }, NOW)).toBe(true);
  expect(isTroubled({ ...run, state: 'pending' }, NOW + LATE_MS - 1)).toBe(false);
  expect(isTroubled({ ...run, state: 'pending' }, NOW + LATE_MS)).toBe(true);
  expect(isTroubled({ ...run, state: 'pending', waitsSince: NOW + 1 }, NOW + LATE_MS)).toBe(false);
  expect(isTroubled({ ...run, state: 'queued' }, NOW + 10 * LATE_MS)).toBe(false);
});

test('a run that was asked to stop does as it was told', () => {
  expect(isTroubled({ ...run, state: 'stopping', stalled: true }, NOW)).toBe(false);
});

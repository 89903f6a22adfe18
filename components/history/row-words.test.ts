import { expect, test } from 'vitest';
import { runView } from '#components/testing/run-view.ts';
import { CODES } from '#lib/migrations/outcomes.ts';
import type { ProgressView, RunView } from '#lib/migrations/views.ts';
import { averageRate, failureWords, sizeOfRun, tookMs } from './row-words.ts';

const at = (minute: number) => `2026-11-23T09:${String(minute).padStart(2, '0')}:00.000Z`;
const progress = (bytesDone: number, bytesTotal: number): ProgressView => ({
  bytesDone,
  bytesTotal,
  filesDone: 0,
  filesTotal: 1,
  rate: null,
  remaining: null,
  path: null,
  at: at(0),
});
const run = (about: Partial<RunView>): RunView => runView({ requestedAt: at(0), startedAt: at(1), ...about });

test('a failure is named by its headline, or a shorter one that a column has room for', () => {
  expect(failureWords({ kind: 'copy', status: 'failed', code: 'RH-308' })).toBe('Ran out of space or quota');
  expect(failureWords({ kind: 'copy', status: 'failed', code: 'RH-241' })).toBe('Never started');
  expect(failureWords({ kind: 'copy', status: 'failed', code: 'RH-104' })).toBe('No old home');
  expect(failureWords({ kind: 'copy', status: 'failed', code: 'RH-999' })).toBeUndefined();
  expect(failureWords({ kind: 'copy', status: 'succeeded', code: 'RH-000' })).toBeUndefined();
  const codes = Object.entries(CODES).flatMap(([code, { outcome }]) => (outcome === 'failed' ? code : []));
  const all = codes.map((code) => failureWords({ kind: 'copy', status: 'failed', code }) ?? '');
  expect(all).not.toContain('');
  expect(Math.max(...all.map(({ length }) => length))).toBeLessThanOrEqual(26);
});

test('a run that is no copy is told in words of its kind, and has the size of what it looked at', () => {
  expect(failureWords({ kind: 'discard', status: 'failed', code: 'RH-306' })).toBe('Removing failed');
  expect(failureWords({ kind: 'check', status: 'failed', code: 'RH-306' })).toBe('The check failed');
  expect(sizeOfRun(run({ kind: 'check', progress: progress(0, 5) }))).toEqual({ kind: 'whole', bytes: 5 });
  expect(sizeOfRun(run({ kind: 'discard', endedAt: at(2), folderState: 'none' }))).toEqual({ kind: 'not-known' });
});

test('a run takes time from its start; while it waits, from the click', () => {
  expect(tookMs(run({ startedAt: at(1), endedAt: at(3) }), at(30))).toBe(120_000);
  expect(tookMs(run({ startedAt: null }), at(30))).toBe(1_800_000);
});

test('a size is whole, a part, nothing or not known, and never guessed', () => {
  expect(sizeOfRun(run({ progress: progress(5, 5) }))).toEqual({ kind: 'whole', bytes: 5 });
  expect(sizeOfRun(run({ progress: progress(2, 5) }))).toEqual({ kind: 'part', done: 2, total: 5 });
  expect(sizeOfRun(run({}))).toEqual({ kind: 'not-known' });
  expect(sizeOfRun(run({ endedAt: at(2), folderState: 'none' }))).toEqual({ kind: 'nothing' });
  expect(sizeOfRun(run({ endedAt: at(2), folderState: 'unknown' }))).toEqual({ kind: 'not-known' });
  const empty = { kind: 'whole', bytes: 0 };
  expect(sizeOfRun(run({ endedAt: at(2), folderState: 'complete' }))).toEqual(empty);
  expect(sizeOfRun(run({ endedAt: at(2), folderState: 'complete', progress: progress(0, 0) }))).toEqual(empty);
});

test('an average rate is of the whole run, and not known where nothing was copied or no time passed', () => {
  expect(averageRate(run({ startedAt: at(1), endedAt: at(2), progress: progress(6_000, 6_000) }))).toBe(100);
  expect(averageRate(run({ startedAt: at(1), endedAt: at(1), progress: progress(6_000, 6_000) }))).toBeNull();
  expect(averageRate(run({ startedAt: null, endedAt: at(2), progress: progress(6_000, 6_000) }))).toBeNull();
  expect(averageRate(run({ progress: { ...progress(1, 2), rate: 7 } }))).toBe(7);
});

import { expect, test } from 'vitest';
import type { OldRun } from '#lib/history/old-runs.ts';
import type { LaterRun } from './copy-fate.ts';
import { whoMayGo } from './retention-rules.ts';

const BEFORE = 1000;

const run = (id: string, more: Partial<OldRun> = {}): OldRun => ({
  ...{ id, kind: 'copy', outcome: 'succeeded', endedAt: 10, resumes: null, folderState: 'complete' },
  ...{ objects: 'removed', batchState: null, isToBeTold: false, bytes: 0 },
  ...more,
});

const partial = { outcome: 'failed', folderState: 'partial' } as const;

/** As the database tells them: which later runs work on the copy of each. */
function judge(runs: readonly OldRun[], old = runs) {
  const later = new Map<string, LaterRun[]>();
  for (const [number, { id, kind, outcome, folderState, resumes }] of runs.entries()) {
    if (resumes !== null)
      later.set(resumes, [...(later.get(resumes) ?? []), { id, number, kind, outcome, folderState }]);
  }
  return Object.fromEntries(whoMayGo(old, runs, later, BEFORE));
}

test('a run about which nothing is left to do may go, however it ended', () => {
  const runs = [
    run('done'),
    run('check', { kind: 'check', folderState: 'none' }),
    run('failed', { outcome: 'failed', folderState: 'none' }),
    run('batch', { batchState: 'ended' }),
  ];
  expect(judge(runs)).toEqual({ done: null, check: null, failed: null, batch: null });
});

test.each([
  [{ outcome: null, endedAt: null }, 'young'],
  [{ endedAt: BEFORE }, 'young'],
  [{ objects: 'present' }, 'objects'],
  [{ objects: 'removing' }, 'objects'],
  [{ objects: 'stuck' }, 'objects'],
  [{ isToBeTold: true }, 'notice'],
  [{ batchState: 'paused' }, 'batch'],
  [partial, 'partial'],
  [{ outcome: 'lost', folderState: 'unknown' }, 'partial'],
] as const)('%o stays: %s', (more, why) => {
  expect(judge([run('a', more)])).toEqual({ a: why });
});

test('runs that went on in one copy go together, or not at all', () => {
  const first = run('a', partial);
  const second = run('b', { ...partial, resumes: 'a' });
  const last = run('c', { resumes: 'b' });
  expect(judge([first, second, last])).toEqual({ a: null, b: null, c: null });
  expect(judge([first, second])).toEqual({ a: 'kin', b: 'partial' });
  expect(judge([first, second, { ...last, endedAt: BEFORE }], [first, second])).toEqual({ a: 'kin', b: 'kin' });
  expect(judge([{ ...first, objects: 'present' }, second, last])).toMatchObject({ a: 'objects', b: 'kin', c: 'kin' });
});

test('what is left of a chain that was begun to be removed goes too', () => {
  expect(judge([run('b', { ...partial, resumes: 'a' }), run('c', { resumes: 'b' })])).toEqual({ b: null, c: null });
});

test('a partial copy that was discarded holds nobody; one whose discard failed does', () => {
  const discard = run('d', { kind: 'discard', folderState: 'none', resumes: 'a' });
  expect(judge([run('a', partial), discard])).toEqual({ a: null, d: null });
  expect(judge([run('a', partial), { ...discard, outcome: 'failed' }])).toEqual({ a: 'partial', d: 'kin' });
});

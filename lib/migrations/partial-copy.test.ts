import { expect, test } from 'vitest';
import { endsPartial, fateOf, type LaterRun, leavesPartial } from './copy-fate.ts';
import { isPartialCopy, partialCopyOf } from './partial-copy.ts';
import { KINDS } from './states.ts';

const plan = { setId: 'strip', verify: 'sizes', excludes: [], bandwidth: null };
const resumed = { plan: { ...plan, partial: { staging: '.rehome-first', leftBy: 'first' } } };
const stopped: Parameters<typeof partialCopyOf>[0] = {
  ...{ id: 'x', kind: 'copy', outcome: 'cancelled', folderState: 'partial', settings: {} },
};
const later = (number: number, run: Partial<LaterRun>): LaterRun => ({
  ...{ id: `l${number}`, number, kind: 'copy', outcome: 'failed', folderState: 'partial', ...run },
});
const problemOf = (...given: Parameters<typeof partialCopyOf>) => {
  const found = partialCopyOf(...given);
  return isPartialCopy(found) ? undefined : found.problem;
};

test('a partial copy is in the folder of the first run of its line, and was left by the last', () => {
  expect(partialCopyOf(stopped, [])).toEqual({ staging: '.rehome-x', leftBy: 'x' });
  expect(partialCopyOf({ ...stopped, settings: resumed }, [])).toEqual({ staging: '.rehome-first', leftBy: 'x' });
});

test('a run that was killed may have left one; whose mark it bears is not certain where it was a resume', () => {
  expect(partialCopyOf({ ...stopped, folderState: 'unknown' }, [])).toEqual({ staging: '.rehome-x', leftBy: 'x' });
  const killed = { ...stopped, folderState: 'unknown' as const, settings: resumed };
  expect(partialCopyOf(killed, [])).toEqual({ staging: '.rehome-first', leftBy: null });
});

test('nothing is left to go on in where a run has not ended, finished, wrote nothing, or was no copy', () => {
  expect(problemOf({ ...stopped, outcome: null }, [])).toContain('has not ended');
  expect(problemOf({ ...stopped, outcome: 'succeeded', folderState: 'complete' }, [])).toContain('finished');
  expect(problemOf({ ...stopped, folderState: 'none' }, [])).toContain('left no partial copy');
  for (const kind of KINDS.filter((each) => each !== 'copy')) expect(problemOf({ ...stopped, kind }, [])).toBeDefined();
});

test('a copy that another run went on in, or discarded, is that run’s affair', () => {
  expect(problemOf(stopped, [later(2, {})])).toBe('Run #2 went on in this copy. Look there.');
  expect(problemOf(stopped, [later(2, { outcome: null, folderState: 'none' })])).toContain('goes on in this copy now');
  const gone = later(3, { kind: 'discard', outcome: 'succeeded', folderState: 'none' });
  expect(problemOf(stopped, [gone])).toBe('Run #3 removed this copy.');
  expect(fateOf([later(2, { folderState: 'none' }), gone])).toEqual({ id: 'l3', number: 3, what: 'discarded' });
});

test('a later run that never got to it changes nothing; a discard that failed leaves its mark in doubt', () => {
  const never = later(2, { outcome: 'cancelled', folderState: 'none' });
  expect(partialCopyOf(stopped, [never])).toEqual({ staging: '.rehome-x', leftBy: 'x' });
  expect(fateOf([never])).toBeNull();
  const halfway = later(3, { kind: 'discard', folderState: 'unknown' });
  expect(partialCopyOf(stopped, [never, halfway])).toEqual({ staging: '.rehome-x', leftBy: null });
});

test('a copy leaves a partial copy, or may; it stays until a later run goes on in it or removes it', () => {
  expect(leavesPartial(stopped)).toBe(true);
  expect(leavesPartial({ ...stopped, folderState: 'unknown' })).toBe(true);
  expect(leavesPartial({ ...stopped, folderState: 'none' })).toBe(false);
  expect(leavesPartial({ ...stopped, outcome: 'succeeded', folderState: 'complete' })).toBe(false);
  expect(leavesPartial({ ...stopped, kind: 'discard', folderState: 'unknown' })).toBe(false);
  expect(endsPartial(later(2, {}))).toBe(true);
  expect(endsPartial(later(2, { outcome: 'succeeded', folderState: 'complete' }))).toBe(true);
  expect(endsPartial(later(2, { outcome: 'cancelled', folderState: 'none' }))).toBe(false);
  expect(endsPartial(later(2, { kind: 'discard', outcome: 'succeeded', folderState: 'none' }))).toBe(true);
  expect(endsPartial(later(2, { kind: 'discard', outcome: 'failed', folderState: 'unknown' }))).toBe(false);
});

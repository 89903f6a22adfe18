import { expect, test } from 'vitest';
import { type ExitFacts, endingOf, endingWithoutPod, type Intent } from './ending.ts';
import { EXIT } from './exit-codes.ts';
import { neverStartedCode } from './never-started.ts';
import { CODES } from './outcomes.ts';
import { isOutcome } from './states.ts';
import type { FinalResult } from './wire.ts';

const asked: Intent = { stopRequested: true, neverStarted: undefined };
const unasked: Intent = { stopRequested: false, neverStarted: undefined };
const exit = (exitCode: number | null, reason: string | null = 'Error'): ExitFacts => ({
  ...{ exitCode, reason, message: null, everRan: true },
});

const good: FinalResult = {
  ...{ exitCode: 0, message: '', folder: 'f', folderState: 'complete', path: '/f', staging: null },
  ...{
    files: 1,
    bytes: 1,
    totalFiles: 1,
    totalBytes: 1,
    owner: null,
    oldHome: null,
    newHome: null,
    room: null,
    notes: [],
  },
};

test('a copy is done by the migrator’s word, with or without notes; a bare exit 0 is not one', () => {
  expect(endingOf(exit(EXIT.ok), good, unasked).code).toBe('RH-000');
  const noted = { ...good, notes: [{ kind: 'socket' as const, count: 1, samples: [] }] };
  expect(endingOf(exit(EXIT.ok), noted, unasked).code).toBe('RH-001');
  expect(endingOf(exit(EXIT.ok), undefined, unasked)).toMatchObject({ outcome: 'failed', folderState: 'unknown' });
});

test('a check and a discard that end well are told as what they are, and a check leaves nothing', () => {
  const looked = { ...good, folderState: 'none' as const, folder: null };
  const noted = { ...looked, notes: [{ kind: 'unreadable' as const, count: 1, samples: [] }] };
  expect(endingOf(exit(EXIT.ok), looked, unasked, 'check')).toMatchObject({ code: 'RH-002', outcome: 'succeeded' });
  expect(endingOf(exit(EXIT.ok), noted, unasked, 'check').code).toBe('RH-003');
  expect(endingOf(exit(EXIT.ok), looked, unasked, 'discard')).toMatchObject({ code: 'RH-004', folderState: 'none' });
  expect(endingOf(exit(137), undefined, unasked, 'check')).toMatchObject({ code: 'RH-238', folderState: 'none' });
  expect(endingOf(exit(137), undefined, unasked, 'discard').folderState).toBe('unknown');
  expect(endingWithoutPod(undefined, true, unasked, 'check')).toMatchObject({ outcome: 'lost', folderState: 'none' });
});

test.each([
  [EXIT.ok, 'Completed', 'RH-905'],
  [EXIT.crashed, 'Error', 'RH-901'],
  [EXIT.badArguments, 'Error', 'RH-902'],
  [EXIT.unexpected, 'Error', 'RH-903'],
  [EXIT.noOldHome, 'Error', 'RH-104'],
  [EXIT.noNewHome, 'Error', 'RH-105'],
  [EXIT.copyFailed, 'Error', 'RH-306'],
  [EXIT.ownershipFailed, 'Error', 'RH-407'],
  [EXIT.outOfSpace, 'Error', 'RH-308'],
  [EXIT.differs, 'Error', 'RH-509'],
  [EXIT.unsafeHome, 'Error', 'RH-310'],
  [EXIT.stopped, 'Error', 'RH-231'],
  [126, 'Error', 'RH-226'],
  [127, 'ContainerCannotRun', 'RH-227'],
  [137, 'OOMKilled', 'RH-237'],
  [137, 'Error', 'RH-238'],
  [143, 'Error', 'RH-231'],
  [42, 'Error', 'RH-904'],
  [null, 'Evicted', 'RH-230'],
  [143, 'DeadlineExceeded', 'RH-603'],
] as const)('exit %s with reason %s is %s', (code, reason, expected) => {
  expect(endingOf(exit(code, reason), undefined, unasked).code).toBe(expected);
});

test('every exit code of the migrator has an ending of its own', () => {
  const codes = Object.values(EXIT).map((code) => endingOf(exit(code), undefined, unasked).code);
  expect(new Set(codes).size).toBe(codes.length);
});

test.each([EXIT.stopped, 143, 137, null])('exit %s after a stop request is cancelled', (code) => {
  expect(endingOf(exit(code), undefined, asked)).toMatchObject({ outcome: 'cancelled', code: 'RH-601' });
});

test('a stop that came too late does not undo a finished copy', () => {
  expect(endingOf(exit(EXIT.ok), good, asked)).toMatchObject({ outcome: 'succeeded', folderState: 'complete' });
});

test('a failure of its own stays a failure although a stop was asked', () => {
  expect(endingOf(exit(EXIT.outOfSpace), undefined, asked).code).toBe('RH-308');
});

test('gone without a result is lost, and after a stop cancelled', () => {
  expect(endingWithoutPod(undefined, true, unasked)).toMatchObject({ outcome: 'lost', folderState: 'unknown' });
  expect(endingWithoutPod(undefined, true, asked)).toMatchObject({ outcome: 'cancelled', folderState: 'unknown' });
  expect(endingWithoutPod(undefined, false, asked)).toMatchObject({ code: 'RH-602', folderState: 'none' });
});

test.each([143, 137, EXIT.stopped, null])(
  'exit %s of what runs before the copy, at the start deadline, is never started',
  (code) => {
    const late: Intent = { stopRequested: false, neverStarted: { reasonKey: 'volume_mount', sentence: 'It hangs.' } };
    const before = { ...exit(code), everRan: false };
    expect(endingOf(before, undefined, late)).toMatchObject({
      code: 'RH-245',
      folderState: 'none',
      message: 'It hangs.',
    });
    expect(endingOf({ ...before, exitCode: EXIT.noOldHome }, undefined, late).code).toBe('RH-104');
    expect(endingOf({ ...before, reason: 'OOMKilled' }, undefined, late).code).toBe('RH-237');
  },
);

test('the reason for never starting becomes the code', () => {
  expect(neverStartedCode('image_pull')).toBe('RH-246');
  expect(neverStartedCode('something new')).toBe('RH-240');
  expect(neverStartedCode(null)).toBe('RH-240');
});

test('every code has an outcome, words, and a next step where something went wrong', () => {
  for (const [code, facts] of Object.entries(CODES)) {
    expect(isOutcome(facts.outcome), code).toBe(true);
    expect(facts.headline.length, code).toBeGreaterThan(3);
    if (facts.outcome === 'failed') expect(facts.next.length, code).toBeGreaterThan(0);
  }
});

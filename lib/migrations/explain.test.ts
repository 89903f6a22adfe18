import { describe, expect, test } from 'vitest';
import { type Ended, explain } from './explain.ts';
import { AGAIN, CODES, type Code } from './outcomes.ts';
import { KINDS } from './states.ts';

const ended: Ended = {
  ...{ kind: 'copy', code: 'RH-601', outcome: 'cancelled', oldUser: 'mark', newUser: 'mary', folder: 'migrated-mark' },
  ...{ folderState: 'partial', staging: '.rehome-1', later: null, resumable: true },
  ...{
    message: null,
    exitCode: 11,
    exitReason: 'Error',
    podName: 'p',
    evidence: 'captured',
    stopRequestedBy: 'dana',
    leftOut: null,
  },
};
const ALL = Object.keys(CODES) as Code[];

describe.each(KINDS)('a %s', (kind) => {
  test.each(ALL)(
    'acceptance 12: that ended with %s says what happened, what is left and, where it went wrong, what to do',
    (code) => {
      const { outcome } = CODES[code];
      const { headline, meaning, left, next } = explain({ ...ended, kind, code, outcome });
      expect(headline).not.toBe('Ended');
      expect(meaning).not.toBe('');
      expect(left.length).toBeGreaterThan(0);
      if (outcome === 'failed') expect(next.length).toBeGreaterThan(0);
      for (const step of next) expect(Object.values(AGAIN)).not.toContain(step);
    },
  );
});

test('a finished copy says what was left out of it, and whether it was compared', () => {
  const done = { ...ended, code: 'RH-000', outcome: 'succeeded' };
  expect(explain({ ...done, verify: 'sizes' }).meaning).toBe(
    'Every file was copied and given to the new user. It was compared with the original.',
  );
  const less = explain({ ...done, verify: 'none', leftOut: 'environments, *.tmp' }).meaning;
  expect(less).toMatch(
    /^All but what was left out on request \(environments, \*\.tmp\) was copied .* It was not compared/,
  );
  const noted = explain({ ...done, code: 'RH-001', outcome: 'succeeded_with_notes', leftOut: '*.tmp' }).meaning;
  expect(noted).toMatch(/left out on request \(\*\.tmp\), and what the notes list/);
  expect(noted).not.toContain('compared');
});

test('a run whose copy can be gone on in is resumed, and no other', () => {
  expect(explain(ended).next.join()).toContain('Resume');
  const none = explain({ ...ended, folderState: 'none', resumable: false }).next.join();
  expect(none).toBe('Start the migration again.');
});

test('where a later run took over, it is named as the place to go on, and where one discarded the copy, that is said', () => {
  const resumed = explain({ ...ended, resumable: false, later: { id: 'x', number: 4, what: 'superseded' } });
  expect(resumed.next).toEqual(['Look at run #4, which went on from here.']);
  expect(resumed.left[0]).toContain('run #4');
  const gone = explain({ ...ended, resumable: false, later: { id: 'x', number: 5, what: 'discarded' } });
  expect(gone.next).toEqual(['Start the migration again.']);
  expect(gone.left[0]).toBe('The unfinished copy is gone from mary’s home: run #5 removed it.');
});

test('a check is never said to have copied, and a discard tells which folder went', () => {
  const check = explain({ ...ended, kind: 'check', code: 'RH-002', outcome: 'succeeded', folderState: 'none' });
  expect([check.headline, check.meaning, ...check.left].join()).not.toMatch(/copied|copy/);
  const gone = explain({ ...ended, kind: 'discard', code: 'RH-004', outcome: 'succeeded', folderState: 'none' });
  expect(gone.left[0]).toBe('The unfinished copy in .rehome-1 is gone from mary’s home.');
  const failed = explain({ ...ended, kind: 'discard', code: 'RH-306', outcome: 'failed', resumable: false });
  expect(failed.headline).toBe('Removing failed');
  expect(failed.next.join()).toContain('Remove the partial copy again');
});

test('a home that was not found is not said to be as it was', () => {
  const { left } = explain({ ...ended, code: 'RH-104', folderState: 'none' });
  expect(left.join()).not.toContain('as it was');
  expect(left.join()).toContain('mark has no home there');
});

test('a code of a later version is told as that', () => {
  expect(explain({ ...ended, code: 'RH-999' }).meaning).toContain('later version');
});

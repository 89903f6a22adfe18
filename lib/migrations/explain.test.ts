import { expect, test } from 'vitest';
import { type Ended, explain } from './explain.ts';
import { CODES } from './outcomes.ts';

const ended: Ended = {
  ...{ code: 'RH-601', oldUser: 'mark', newUser: 'mary', folder: 'migrated-mark', folderState: 'partial' },
  ...{ message: null, exitCode: 11, exitReason: 'Error', podName: 'p', evidence: 'captured', stopRequestedBy: 'dana' },
  result: null,
};

test('every code says what happened, what is left and, where something went wrong, what to do', () => {
  for (const code of Object.keys(CODES)) {
    const { headline, left, next } = explain({ ...ended, code });
    expect(headline, code).not.toBe('Ended');
    expect(left.length, code).toBeGreaterThan(0);
    if (CODES[code as keyof typeof CODES].outcome === 'failed') expect(next.length, code).toBeGreaterThan(0);
  }
});

test('an unfinished copy is spoken of only where one may be left', () => {
  expect(explain(ended).next.join()).toContain('the unfinished one stays');
  expect(explain({ ...ended, folderState: 'none' }).next.join()).not.toContain('unfinished');
});

test('a home that was not found is not said to be as it was', () => {
  const { left } = explain({ ...ended, code: 'RH-104', folderState: 'none' });
  expect(left.join()).not.toContain('as it was');
  expect(left.join()).toContain('mark has no home there');
});

test('a code of a later version is told as that', () => {
  expect(explain({ ...ended, code: 'RH-999' }).meaning).toContain('later version');
});

import { describe, expect, test } from 'vitest';
import type { FinalResult } from '#lib/migrations/wire.ts';
import { personWords } from './person-words.ts';

const result = { files: 301_877, bytes: 62_277_025_792 } as FinalResult;
const run = { kind: 'copy', status: 'succeeded', code: 'RH-000', oldUser: 'alice', newUser: 'alice2' } as const;
const ended = {
  ...run,
  folder: 'migrated-alice-20260503T101500Z',
  result,
  notes: [],
  later: null,
  noteToUser: null,
  leftOut: null,
};

describe('what to tell the person', () => {
  test('of a finished copy: which folder, how much, what to look at, and that the old home is as it was', () => {
    const words = personWords(ended) ?? '';
    expect(words).toMatch(/^Hello alice2,\n\nThe files of your old account alice /);
    expect(words).toContain('\n\nmigrated-alice-20260503T101500Z\n\n');
    expect(words).toContain('301,877 files, 58.0 GiB');
    expect(words).toContain('Your old home was not changed.');
    expect(words).not.toContain('REHOME-NOTES');
    expect(words).not.toMatch(/RH-|rsync|pod|exit code/i);
  });

  test('has what the operator wrote for them', () => {
    expect(personWords({ ...ended, noteToUser: 'Call me,\nDana' })).toContain('\n\nCall me,\nDana\n\n');
  });

  test('says what was left out on request, and that it is still there', () => {
    expect(personWords({ ...ended, leftOut: 'environments, /data' })).toContain(
      'Not taken along: environments, /data.',
    );
    expect(personWords(ended)).not.toContain('Not taken');
  });

  test('with notes says how many entries are not as they were, and where they are listed', () => {
    const notes = [{ kind: 'socket' as const, label: 'Sockets left out', count: 2 }];
    expect(personWords({ ...ended, status: 'succeeded_with_notes', notes })).toMatch(
      /2 entries could not.*REHOME-NOTES/,
    );
  });

  test('of a failure only where the person has to do something, and not once another run goes on', () => {
    const failed = { ...ended, status: 'failed', result: null } as const;
    expect(personWords({ ...failed, code: 'RH-105' })).toContain('start a server once');
    expect(personWords({ ...failed, code: 'RH-308' })).toContain('ran full');
    expect(personWords({ ...failed, code: 'RH-306' })).toBeNull();
    const later = { id: 'r2', number: 2, what: 'superseded' } as const;
    expect(personWords({ ...failed, code: 'RH-308', later })).toBeNull();
  });

  test('nothing of a check or a removal', () => {
    expect(personWords({ ...ended, kind: 'check' })).toBeNull();
    expect(personWords({ ...ended, kind: 'discard' })).toBeNull();
  });
});

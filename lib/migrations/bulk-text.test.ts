import { describe, expect, test } from 'vitest';
import { readBulkText } from './bulk-text.ts';
import { BULK_LIMITS } from './bulk-views.ts';

const pairsOf = (text: string) => readBulkText(text).rows.map(({ oldUser, newUser }) => [oldUser, newUser]);

describe('a list is read', () => {
  test.each([
    ['commas', 'alice,alice2\nbob,bob2'],
    ['semicolons, as spreadsheets of some countries write them', 'alice;alice2\nbob;bob2'],
    ['tabs, as cells are pasted', 'alice\talice2\r\nbob\tbob2\r\n'],
    ['an arrow', 'alice -> alice2\nbob -> bob2'],
    ['blanks', 'alice   alice2\n  bob bob2'],
    ['a byte order mark and empty lines', '\uFEFFalice,alice2\n\n,\nbob,bob2\n\n'],
    ['quotes', '"alice","alice2"\n"bob" , "bob2"'],
  ])('with %s', (_, text) => {
    expect(pairsOf(text)).toEqual([
      ['alice', 'alice2'],
      ['bob', 'bob2'],
    ]);
  });

  test('by the names of its columns, in any order', () => {
    const table = readBulkText('Ticket,New User,OLD_USERNAME,Colour,Reason\nT-1,alice2,alice,red,"renamed, twice"');
    expect(table).toMatchObject({ hasHeader: true, mapping: { oldUser: 2, newUser: 1, why: 4, ticket: 0 } });
    expect(table.rows).toEqual([
      { line: 2, oldUser: 'alice', newUser: 'alice2', why: 'renamed, twice', ticket: 'T-1', excludes: '', verify: '' },
    ]);
  });

  test('with what a row leaves out and how it is compared where the columns are named, and only there', () => {
    const own = { excludes: 'caches; *.tmp', verify: 'checksums' };
    const named = 'verify,old_user,new_user,exclude_preset\nchecksums,a,a2,caches; *.tmp';
    expect(readBulkText(named).rows).toMatchObject([own]);
    expect(readBulkText('a,a2,,,Physics,1234').rows).toMatchObject([{ excludes: '', verify: '' }]);
  });

  test('with people who are called as a column is, as people', () => {
    expect(pairsOf('new,bob\nalice,alice2')).toHaveLength(2);
  });

  test('as somebody says, where that was guessed otherwise', () => {
    const mapping = { oldUser: 1, newUser: 0, why: null, ticket: null, excludes: null, verify: null };
    expect(readBulkText('old,new\na,b', { hasHeader: false, mapping }).rows).toMatchObject([
      { line: 1, oldUser: 'new', newUser: 'old' },
      { line: 2, oldUser: 'b', newUser: 'a' },
    ]);
  });

  test('with the line of each row, also after cells of several lines and empty ones', () => {
    const rows = readBulkText('old,new,reason\na,a2,"one\ntwo"\n\nb,b2,three').rows;
    expect(rows.map(({ line, why }) => [line, why])).toEqual([
      [3, 'one two'],
      [5, 'three'],
    ]);
  });

  test('with a quotation mark in the middle of a name as it is', () => {
    expect(pairsOf('o"neil,o"neil2')).toEqual([['o"neil', 'o"neil2']]);
  });

  test('without the quote that Rehome’s own files put before what a spreadsheet would run', () => {
    expect(pairsOf("'=alice,'@alice")).toEqual([['=alice', '@alice']]);
  });

  test('up to its limit of rows', () => {
    const text = Array.from({ length: BULK_LIMITS.rows }, (_, at) => `old${at},new${at}`).join('\n');
    expect(readBulkText(text).rows).toHaveLength(BULK_LIMITS.rows);
    expect(() => readBulkText(`${text}\nz,z2`)).toThrow(/more than 1000 rows\. Cut it before line 1001/);
  });
});

describe('a list is refused with the line at fault', () => {
  test.each([
    ['', 'The list has no rows'],
    ['\n  \n', 'The list has no rows'],
    ['old_user,new_user', 'The list has no rows'],
    ['a,a2\nb,b2\n"c,c2\nd,d2', 'Line 3: a quotation mark opens'],
    [`a,a2\n${'x'.repeat(256)},b2`, 'Line 2: the old account is longer than 255'],
    [`a,a2,${'x'.repeat(501)}`, 'Line 1: the reason is longer than 500'],
    [`a,a2\nb,"${'x'.repeat(10_001)}"`, 'Line 2: the row is longer than'],
    ['ü'.repeat(BULK_LIMITS.bytes / 2 + 1), 'larger than 512 KiB'],
  ])('%#', (text, words) => {
    expect(() => readBulkText(text)).toThrow(words);
  });
});

import { describe, expect, test } from 'vitest';
import { inStartOrder, type Known, type KnownPair, type KnownUser, refusalOf, reviewRows } from './bulk-review.ts';
import type { BulkRow } from './bulk-views.ts';
import { pairKey } from './names.ts';

const COMMON = { why: '', ticket: '', identityConfirmed: false };
const user = (more: Partial<KnownUser> = {}): KnownUser => ({
  ...{ displayName: null, problem: undefined, isListed: true, likely: [], homeProblem: null, server: null },
  ...{ bytes: null, bytesFree: null, asOf: null, ...more },
});
const rowsOf = (...pairs: readonly (readonly [string, string])[]): readonly BulkRow[] =>
  pairs.map(([oldUser, newUser], at) => ({
    line: at + 1,
    oldUser,
    newUser,
    why: '',
    ticket: '',
    excludes: '',
    verify: '',
    included: false,
  }));

function known(
  rows: readonly BulkRow[],
  more: Readonly<Record<string, Partial<KnownUser>>> = {},
  pair: Partial<KnownPair> = {},
): Known {
  const names = rows.flatMap(({ oldUser, newUser }) => [oldUser, newUser]);
  return {
    users: new Map(names.map((name) => [name, user(more[name])])),
    pairs: new Map(rows.map((row) => [pairKey(row), { finished: null, partial: null, conflict: null, ...pair }])),
    ...{ required: [], isShared: true },
  };
}

const bucketsOf = (rows: readonly BulkRow[], of = known(rows)) =>
  reviewRows(rows, COMMON, of).map(({ bucket }) => bucket);
const wordsOf = (rows: readonly BulkRow[], at: number, of = known(rows)) =>
  (reviewRows(rows, COMMON, of)[at]?.notes ?? []).map(({ words }) => words).join(' ');

describe('a row by itself', () => {
  test('with nothing to say of it is ready', () => {
    expect(bucketsOf(rowsOf(['a', 'a2']))).toEqual(['ready']);
  });

  test.each([
    ['without an account', rowsOf(['', 'a2']), 'cannot'],
    ['with one account on both sides', rowsOf(['a', 'a']), 'cannot'],
  ] as const)('%s cannot start', (_, rows, bucket) => {
    expect(bucketsOf(rows)).toEqual([bucket]);
  });

  test('of somebody whom nobody knows cannot start; with people of a like name it asks which, and takes no yes', () => {
    const rows = rowsOf(['alcie', 'a2']);
    const problem = 'Nobody is called “alcie” in the directory.';
    expect(bucketsOf(rows, known(rows, { alcie: { problem, isListed: false } }))).toEqual(['cannot']);
    const [review] = reviewRows(rows, COMMON, known(rows, { alcie: { problem, isListed: false, likely: ['alice'] } }));
    expect(review).toMatchObject({ bucket: 'look', decidable: false, likely: { oldUser: ['alice'] } });
  });

  test('is not asked whether it means the account on its other side', () => {
    const rows = rowsOf(['alcie', 'alice']);
    const nobody = { problem: 'Nobody.', isListed: false };
    const like = (...likely: readonly string[]) => known(rows, { alcie: { ...nobody, likely } });
    expect(reviewRows(rows, COMMON, like('alice', 'alicia'))[0]?.likely.oldUser).toEqual(['alicia']);
    expect(bucketsOf(rows, like('alice'))).toEqual(['cannot']);
  });

  test('of a name that a directory of some people does not list takes a yes', () => {
    const rows = rowsOf(['a', 'a2']);
    expect(reviewRows(rows, COMMON, known(rows, { a: { isListed: false } }))[0]).toMatchObject({
      ...{ bucket: 'look', decidable: true },
    });
  });

  test('that was copied before is done, and may be copied again', () => {
    const rows = rowsOf(['a', 'a2']);
    const [review] = reviewRows(rows, COMMON, known(rows, {}, { finished: 3 }));
    expect(review).toMatchObject({ bucket: 'done', decidable: true });
    expect(wordsOf(rows, 0, known(rows, {}, { finished: 3 }))).toContain('Run #3 copied this pair');
  });

  test.each([[{ partial: 2 }], [{ conflict: 'It would wait.' }]])('with %j needs a look', (pair) => {
    const rows = rowsOf(['a', 'a2']);
    expect(bucketsOf(rows, known(rows, {}, pair))).toEqual(['look']);
  });

  test('that does not fit into a home of its own needs a look; on one volume the sum decides', () => {
    const rows = rowsOf(['a', 'a2']);
    const sizes = { a: { bytes: 10 }, a2: { bytesFree: 9 } };
    expect(bucketsOf(rows, { ...known(rows, sizes), isShared: false })).toEqual(['look']);
    expect(bucketsOf(rows, known(rows, sizes))).toEqual(['ready']);
  });

  test('shares the room of one new home with the other rows to it that would start', () => {
    const rows = rowsOf(['a', 'x'], ['b', 'x'], ['c', 'x'], ['d', 'y'], ['a', 'x']);
    const sizes = { a: { bytes: 10 }, b: { bytes: 5 }, d: { bytes: 10 }, x: { bytesFree: 14 }, y: { bytesFree: 14 } };
    const own = { ...known(rows, sizes), isShared: false };
    expect(bucketsOf(rows, own)).toEqual(['look', 'look', 'look', 'ready', 'duplicate']);
    expect(wordsOf(rows, 1, own)).toContain('need at least 15 bytes together, and 14 bytes were last seen free');
    const roomy = { ...known(rows, { ...sizes, x: { bytesFree: 15 } }), isShared: false };
    expect(bucketsOf(rows, roomy)).toEqual(['ready', 'ready', 'ready', 'ready', 'duplicate']);
    const nobody = { ...known(rows, { ...sizes, b: { bytes: 5, problem: 'Nobody.' } }), isShared: false };
    expect(bucketsOf(rows, nobody)).toEqual(['ready', 'cannot', 'ready', 'ready', 'duplicate']);
  });

  test('a running server is told and holds nothing', () => {
    const rows = rowsOf(['a', 'a2']);
    expect(bucketsOf(rows, known(rows, { a: { server: 'pod-a' } }))).toEqual(['ready']);
    expect(wordsOf(rows, 0, known(rows, { a: { server: 'pod-a' } }))).toContain('is running');
  });

  test('without what the policy asks for cannot start; what holds for all rows counts', () => {
    const rows = rowsOf(['a', 'a2']);
    const strict: Known = { ...known(rows), required: ['reason', 'ticket', 'identity'] };
    expect(bucketsOf(rows, strict)).toEqual(['cannot']);
    const given = { why: 'moved', ticket: 'T-1', identityConfirmed: true };
    expect(reviewRows(rows, given, strict)[0]?.bucket).toBe('ready');
    const own = rows.map((row) => ({ ...row, why: 'moved', ticket: 'T-1' }));
    expect(reviewRows(own, { ...COMMON, identityConfirmed: true }, strict)[0]?.bucket).toBe('ready');
  });
});

describe('rows among each other', () => {
  test('the same pair starts once', () => {
    const rows = rowsOf(['a', 'a2'], ['b', 'b2'], ['a', 'a2']);
    expect(bucketsOf(rows)).toEqual(['ready', 'ready', 'duplicate']);
    expect(wordsOf(rows, 2)).toContain('The same as line 1');
  });

  test('one who is a target above and a source here asks which goes first', () => {
    const rows = rowsOf(['a', 'b'], ['b', 'c']);
    expect(bucketsOf(rows)).toEqual(['ready', 'look']);
    expect(wordsOf(rows, 1)).toContain('“b” is a target on line 1 and a source here.');
  });

  test.each([
    ['two', rowsOf(['a', 'b'], ['b', 'a'])],
    ['three', rowsOf(['a', 'b'], ['b', 'c'], ['c', 'a'])],
  ])('a ring of %s cannot start, with the line that closes it', (_, rows) => {
    expect(new Set(bucketsOf(rows))).toEqual(new Set(['cannot']));
    expect(wordsOf(rows, 0)).toContain(`line ${rows.length} leads back to “a”`);
  });

  test('whoever only leads into a ring is no part of it', () => {
    expect(bucketsOf(rowsOf(['x', 'a'], ['a', 'b'], ['b', 'a']))[0]).not.toBe('cannot');
  });

  test('one source of two asks; one target of two only tells', () => {
    expect(bucketsOf(rowsOf(['a', 'b'], ['a', 'c']))).toEqual(['look', 'look']);
    expect(bucketsOf(rowsOf(['a', 'c'], ['b', 'c']))).toEqual(['ready', 'ready']);
  });

  test('a thousand rows in one chain are looked over in a blink', () => {
    const rows = rowsOf(...Array.from({ length: 1000 }, (_, at) => [`u${at}`, `u${at + 1}`] as const));
    const before = performance.now();
    expect(bucketsOf(rows).filter((bucket) => bucket === 'look')).toHaveLength(999);
    expect(performance.now() - before).toBeLessThan(2_000);
  });
});

test('a row is refused in words unless it is ready or somebody decided', () => {
  const rows = rowsOf(['a', 'a2']);
  const [review] = reviewRows(rows, COMMON, known(rows, {}, { finished: 1 }));
  const [row] = rows;
  if (!row || !review) throw new Error('no row');
  expect(refusalOf(row, review)).toContain('Run #1');
  expect(refusalOf({ ...row, included: true }, review)).toBeNull();
});

test('smallest first never brings a row before the one above it that takes from its target', () => {
  const rows = rowsOf(['big', 'x'], ['small', 'big']);
  const reviews = reviewRows(rows, COMMON, known(rows, { big: { bytes: 100 }, small: { bytes: 1 } }));
  expect(inStartOrder(rows, reviews, 'smallest').map(({ row }) => row.oldUser)).toEqual(['big', 'small']);
});

test('smallest first, unknown sizes last, and never somebody before the row that fills their home', () => {
  const rows = rowsOf(['big', 'mid'], ['mid', 'end'], ['small', 's2'], ['dark', 'd2']);
  const sizes = { big: { bytes: 100 }, mid: { bytes: 1 }, small: { bytes: 10 } };
  const reviews = reviewRows(rows, COMMON, known(rows, sizes));
  const order = (by: 'file' | 'smallest') => inStartOrder(rows, reviews, by).map(({ row }) => row.oldUser);
  expect(order('file')).toEqual(['big', 'mid', 'small', 'dark']);
  expect(order('smallest')).toEqual(['small', 'big', 'mid', 'dark']);
});

import { expect, test } from 'vitest';
import type { RowReview } from '#lib/migrations/bulk-views.ts';
import { heldBy } from './held-words.ts';
import { chosenRows, isShort, roomNeeded } from './room-needed.ts';

const row = (id: number, included = false) => ({
  ...{
    id,
    line: id,
    oldUser: `old${id}`,
    newUser: `new${id}`,
    why: '',
    ticket: '',
    excludes: '',
    verify: '',
    included,
  },
});
const review = (more: Partial<RowReview>): RowReview => ({
  ...{ bucket: 'ready', notes: [], decidable: false, bytes: null, asOf: null },
  ...{ likely: { oldUser: [], newUser: [] }, names: { oldUser: null, newUser: null }, ...more },
});
const reviewed = (reviews: readonly RowReview[], bytesFree: number | null) => ({
  room: { isShared: true, bytesFree, asOf: null },
  byRow: new Map(reviews.map((each, at) => [at, each])),
});
const sized = (bytes: number | null) => review({ bytes, asOf: bytes === null ? null : `2026-01-0${(bytes % 9) + 1}` });

test('rows start that are ready, or that somebody decided on where a decision is asked for', () => {
  const known = reviewed(
    [
      review({}),
      review({ bucket: 'look', decidable: true }),
      review({ bucket: 'done', decidable: true }),
      review({ bucket: 'look' }),
      review({ bucket: 'cannot' }),
    ],
    null,
  );
  const rows = [row(0), row(1), row(2, true), row(3, true), row(4, true), row(5, true)];
  expect(chosenRows(rows, known).map(({ id }) => id)).toEqual([0, 2]);
  expect(chosenRows(rows, undefined)).toEqual([]);
});

test.each([
  [[10, 20], 30, { bytes: 30, known: 2, unknown: 0, fits: true }],
  [[10, 20], 29, { bytes: 30, fits: false }],
  [[10, null], 30, { bytes: 10, known: 1, unknown: 1, fits: null }],
  [[40, null], 30, { fits: false }],
  [[10, 20], null, { fits: null }],
  [[], 30, { bytes: 0, known: 0, fits: true, asOf: null }],
])('sizes %j against %j free', (sizes, free, expected) => {
  const rows = sizes.map((_, at) => row(at));
  expect(roomNeeded(rows, reviewed(sizes.map(sized), free))).toMatchObject(expected);
});

test('the oldest of the sizes dates the sum', () => {
  expect(roomNeeded([row(0), row(1)], reviewed([sized(5), sized(2)], null)).asOf).toBe('2026-01-03');
});

test('they are known not to fit only by those of which nothing is left out', () => {
  const known = reviewed([10, 20].map(sized), 25);
  const short = (excludes: readonly string[], leftOutOfAll: readonly string[], bytesFree = 25) =>
    isShort(
      excludes.map((cell, at) => ({ ...row(at), excludes: cell })),
      { ...known, room: { ...known.room, bytesFree } },
      leftOutOfAll,
    );
  expect(short(['', ''], [])).toBe(true);
  expect(short(['', ''], [], 30)).toBe(false);
  expect(short(['', ''], ['@caches'])).toBe(false);
  expect(short(['none', 'none'], ['@caches'])).toBe(true);
  expect(short(['caches', ''], [])).toBe(false);
  expect(short(['caches', ''], [], 19)).toBe(true);
});

test('a start is held back while anything speaks against it, with the first of it in a sentence', () => {
  const fine = { isFetching: false, isError: false, hasProblem: false, chosen: 2, isShort: false };
  expect(heldBy(fine)).toBeNull();
  expect(heldBy({ ...fine, isShort: true })).toContain('not enough room');
  expect(heldBy({ ...fine, isShort: true, chosen: 0 })).toContain('No row is ready.');
  expect(heldBy({ ...fine, isFetching: true, hasProblem: true })).toContain('looked over');
});

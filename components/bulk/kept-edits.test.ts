import { expect, test } from 'vitest';
import type { BulkCells, BulkRow } from '#lib/migrations/bulk-views.ts';
import { type Memory, NOTHING_KEPT, recall, remember } from './kept-edits.ts';

const cells = (line: number, oldUser: string, newUser: string, why = ''): BulkCells => ({
  ...{ line, oldUser, newUser, why, ticket: '', excludes: '', verify: '' },
});
const READ = [cells(2, 'ann', 'ann2'), cells(3, 'bbo', 'bob2'), cells(4, 'cy', 'cy2', 'moved')];

interface Done {
  readonly memory: Memory;
  readonly rows: readonly BulkRow[];
  readonly out: readonly BulkRow[];
}

/** The list with line 3 mended and line 4 taken out, and what was known before that. */
function mended(read: readonly BulkCells[] = READ, before: Done = recall(NOTHING_KEPT, read, false)): Memory {
  const rows = before.rows.map((row) => (row.line === 3 ? { ...row, oldUser: 'bob' } : row));
  const isOut = ({ line }: BulkRow): boolean => line === 4;
  return remember(before.memory, { read, rows: rows.filter((row) => !isOut(row)), out: rows.filter(isOut) });
}
const shown = ({ rows, out }: Done) => [
  rows.map(({ line, oldUser, newUser }) => [line, oldUser, newUser]),
  out.map(({ line }) => line),
];

test('the same list read again is mended as it was, and what was taken out stays out', () => {
  for (const isSameText of [true, false]) {
    expect(shown(recall(mended(), READ, isSameText))).toEqual([
      [
        [2, 'ann', 'ann2'],
        [3, 'bob', 'bob2'],
      ],
      [4],
    ]);
  }
});

test('where another column is chosen, a cell keeps what was written over the same one', () => {
  const other = READ.map((row) => ({ ...row, newUser: `${row.newUser}@x` }));
  const seen = recall(mended(), other, true);
  expect(shown(seen)).toEqual([
    [
      [2, 'ann', 'ann2@x'],
      [3, 'bob', 'bob2@x'],
    ],
    [4],
  ]);
  // What cannot be seen under this reading is there again under the next.
  const swapped = READ.map((row) => ({ ...row, oldUser: row.newUser, newUser: row.oldUser }));
  const away = recall(mended(), swapped, true);
  expect(away.rows.map(({ oldUser, newUser }) => [oldUser, newUser])).toEqual([
    ['ann2', 'ann'],
    ['bob2', 'bbo'],
  ]);
  const back = recall(remember(away.memory, { ...away, read: swapped }), READ, true);
  expect(back.rows[1]?.oldUser).toBe('bob');
});

test('a line that is not read for a while, as a header, is as it was when it comes back', () => {
  const all = [cells(1, 'old', 'new'), ...READ];
  const first = recall(NOTHING_KEPT, all, false);
  const memory = remember(first.memory, { read: all, rows: first.rows.slice(1), out: first.rows.slice(0, 1) });
  const without = recall(memory, READ, true);
  expect(without.out).toEqual([]);
  const again = recall(remember(without.memory, { ...without, read: READ }), all, true);
  expect(again.out.map(({ line }) => line)).toEqual([1]);
});

test('in another text a line is known by its pair, wherever it stands now', () => {
  const later = [cells(2, 'new', 'comer'), ...READ.map((row) => ({ ...row, line: row.line + 1 }))];
  expect(shown(recall(mended(), later, false))).toEqual([
    [
      [2, 'new', 'comer'],
      [3, 'ann', 'ann2'],
      [4, 'bob', 'bob2'],
    ],
    [5],
  ]);
  const others = [cells(3, 'x', 'x2'), cells(4, 'y', 'y2')];
  expect(shown(recall(mended(), others, false))).toEqual([
    [
      [3, 'x', 'x2'],
      [4, 'y', 'y2'],
    ],
    [],
  ]);
});

test('one that was taken out takes no second one of its pair along', () => {
  const twice = [cells(2, 'ann', 'ann2'), cells(3, 'ann', 'ann2')];
  const first = recall(NOTHING_KEPT, twice, false);
  const memory = remember(first.memory, { read: twice, rows: first.rows.slice(0, 1), out: first.rows.slice(1) });
  expect(shown(recall(memory, twice, false))).toEqual([[[2, 'ann', 'ann2']], [3]]);
});

test('what was mended back, put back or ticked no more is forgotten', () => {
  const first = recall(mended(), READ, true);
  const rows = [...first.rows, ...first.out].map((row) => ({ ...row, ...READ.find(({ line }) => line === row.line) }));
  const memory = remember(first.memory, { read: READ, rows, out: [] });
  expect(memory.lines).toEqual([]);
  expect(shown(recall(memory, READ, true))[1]).toEqual([]);
});

test('a tick belongs to the pair as it was edited', () => {
  const first = recall(mended(), READ, true);
  const ticked = first.rows.map((row) => ({ ...row, included: row.oldUser === 'bob' }));
  const memory = remember(first.memory, { ...first, read: READ, rows: ticked });
  const again = recall(memory, READ, false);
  expect(again.rows.map(({ included }) => included)).toEqual([false, true]);
  const unticked = again.rows.map((row) => ({ ...row, included: false }));
  expect(remember(again.memory, { ...again, read: READ, rows: unticked }).decided).toEqual([]);
});

import { expect, test } from 'vitest';
import { ROW_PARTS, type RowCounts, type RowPart } from '#lib/migrations/batch-views.ts';
import { batchStatus, countsSentence } from './batch-words.ts';
import { paceProblems } from './pace-section.tsx';
import { leftOutSentence, shortSentence, startTitle } from './start-words.ts';

const counts = (some: Partial<Record<RowPart, number>>): RowCounts => ({
  ...(Object.fromEntries(ROW_PARTS.map((part) => [part, 0])) as RowCounts),
  ...some,
});

test('a batch is told by its state, and once it has ended by its worst row', () => {
  const ended = (some: Partial<Record<RowPart, number>>) => batchStatus({ state: 'ended', counts: counts(some) }).words;
  expect(batchStatus({ state: 'paused', counts: counts({ failed: 1 }) }).words).toBe('Paused');
  expect(ended({ done: 3 })).toBe('Done');
  expect(ended({ done: 3, notes: 1 })).toBe('Done, with notes');
  expect(ended({ done: 3, stopped: 1 })).toBe('Stopped');
  expect(ended({ done: 1, left: 2 })).toBe('Stopped');
  expect(ended({ failed: 1, lost: 1, refused: 1, stopped: 1 })).toBe('Ended, 3 not copied');
});

test('counts are told in a fixed order, without what there is none of', () => {
  expect(countsSentence({ counts: counts({ waiting: 1200, done: 2, refused: 1 }) })).toBe(
    '2 done, 1 refused, 1,200 waiting',
  );
  expect(countsSentence({ counts: counts({ stopped: 1, left: 2 }) })).toBe('1 stopped, 2 not started');
});

const needed = { bytes: 3 * 1024 ** 3, known: 2, unknown: 0, asOf: null, fits: null };
test('the question says how many and how much, as far as it is known', () => {
  expect(startTitle(48, needed)).toBe('Start 48 migrations (3.0 GiB)?');
  expect(startTitle(1, { ...needed, unknown: 1 })).toBe('Start 1 migration (at least 3.0 GiB)?');
  expect(startTitle(2, { ...needed, known: 0, unknown: 2 })).toBe('Start 2 migrations?');
});

test('that they may not all fit is repeated, with both sizes', () => {
  expect(shortSentence({ ...needed, fits: false }, 1024 ** 3)).toBe(
    'They may not all fit: 3.0 GiB before anything is left out, and 1.0 GiB were last seen free.',
  );
  expect(shortSentence(needed, 1024 ** 3)).toBeNull();
  expect(shortSentence({ ...needed, fits: true }, 4 * 1024 ** 3)).toBeNull();
});

test('what is not among them is said', () => {
  expect(leftOutSentence({ undecided: 0, others: 0 })).toBe('Every row of the list is among them.');
  expect(leftOutSentence({ undecided: 3, others: 1 })).toBe(
    '3 rows wait for a decision, and 1 row cannot start or is repeated: not among them.',
  );
});

test.each([
  ['2', '', []],
  ['1', '100', []],
  ['0', '', ['concurrency']],
  ['', '', ['concurrency']],
  ['1.5', '-1', ['concurrency', 'stopAfter']],
  ['101', '0', ['concurrency', 'stopAfter']],
])('at once %j and a pause after %j: wrong is %j', (concurrency, stopAfter, wrong) => {
  expect(Object.keys(paceProblems({ concurrency, stopAfter, order: 'file' }))).toEqual(wrong);
});

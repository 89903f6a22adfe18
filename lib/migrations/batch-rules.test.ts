import { expect, test } from 'vitest';
import type { RunRecord } from '#lib/history/run-record.ts';
import { copyOf, NOW, scratchHistory, started } from '#lib/history/testing/scratch.ts';
import { type Ahead, blockerOf, slotsLeft, slotWords, waitingWords } from './batch-rules.ts';

/** A queued copy, changed as a test needs it. */
async function runOf(oldUser: string, newUser: string, more: Partial<RunRecord> = {}): Promise<Ahead> {
  const run = { ...(await started(await scratchHistory(), copyOf(oldUser, newUser))), ...more };
  return { ...run, run };
}
const row = (oldUser: string, newUser: string): Ahead => ({ oldUser, newUser });

test('a batch starts no more than is left of its own limit and of that of all, after everything that waits already', async () => {
  const queued = await runOf('a', 'a2');
  const later = await runOf('b', 'b2', { notBefore: NOW + 1 });
  const limits = { all: 3, batch: 2 };
  expect(slotsLeft(limits, [], 0, NOW)).toBe(2);
  expect(slotsLeft(limits, [queued, later], 0, NOW)).toBe(2);
  expect(slotsLeft(limits, [queued, later], 0, NOW + 1)).toBe(1);
  expect(slotsLeft(limits, [queued, row('c', 'c2')], 1, NOW)).toBe(1);
  expect(slotsLeft(limits, [queued, queued, queued, queued], 0, NOW)).toBe(0);
  expect(slotsLeft({ all: 9, batch: 2 }, [], 3, NOW)).toBe(0);
});

test.each([
  ['a', 'a2', true],
  ['a2', 'a', true],
  ['a2', 'x', true],
  ['x', 'a', true],
  ['a', 'x', false],
  ['x', 'a2', false],
])('beside a run or a row of a to a2, a row of %s to %s waits: %s', async (oldUser, newUser, waits) => {
  const pair = row(oldUser, newUser);
  expect(blockerOf(pair, [await runOf('a', 'a2')]) !== undefined).toBe(waits);
  expect(blockerOf(pair, [row('a', 'a2')]) !== undefined).toBe(waits);
});

test('a check is in nobody’s way', async () => {
  expect(blockerOf(row('a', 'a2'), [await runOf('a', 'a2', { kind: 'check' })])).toBeUndefined();
});

test('a row says for what it waits, and nothing where it only waits for its turn', async () => {
  expect(waitingWords(row('b', 'b2'), [row('a', 'a2')])).toBeNull();
  expect(waitingWords(row('a2', 'x'), [row('a', 'a2')])).toBe('Waits for the row a to a2, which comes before it.');
  expect(waitingWords(row('a2', 'a'), [await runOf('a', 'a2')])).toContain(
    'Waits: The reverse is being migrated: run #1',
  );
});

test('a row says that all slots are taken; a run for later takes none yet, and a row above is none', async () => {
  const launched = await runOf('a', 'a2', { launchedAt: NOW });
  const later = await runOf('b', 'b2', { notBefore: NOW + 1 });
  expect(slotWords(2, [launched, later, row('c', 'c2')], NOW)).toBeNull();
  expect(slotWords(2, [launched, later], NOW + 1)).toBe('Waits for a free slot: 2 of 2 taken.');
  expect(slotWords(1, [launched, launched], NOW)).toBe('Waits for a free slot: 1 of 1 taken.');
});

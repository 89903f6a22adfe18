import { expect, test } from 'vitest';
import { stateEntries } from './state-entries.ts';
import type { Phase } from './states.ts';

const at = { now: 900, detail: null };
const told = new Map<Phase, number>([
  ['scanning', 100],
  ['copying', 200],
  ['owning', 300],
  ['verifying', 300],
]);

test('a phase that passed unseen is told before the one that is seen, and neither before what is told already', () => {
  expect(stateEntries('copying', 'verifying', told, at)).toEqual([
    { at: 900, what: 'state:owning' },
    { at: 900, what: 'state:verifying', detail: null },
  ]);
});

test('a phase that is taken up again after a silence is told once', () => {
  expect(stateEntries('copying', 'copying', told, at)).toEqual([{ at: 900, what: 'state:copying', detail: null }]);
});

test('a state that is no phase, or whose log has not been heard, stands alone', () => {
  expect(stateEntries('copying', 'unknown', told, at)).toEqual([{ at: 900, what: 'state:unknown', detail: null }]);
  expect(stateEntries('pending', 'verifying', undefined, at)).toEqual([
    { at: 900, what: 'state:verifying', detail: null },
  ]);
});

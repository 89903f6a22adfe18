import { expect, test } from 'vitest';
import { compareManyTimes } from './testing/excludes-against-rsync.ts';

const CASES = 200;

test(`excludes leave out just what rsync leaves out: ${CASES} trees of odd names and odd patterns`, () => {
  const { telling } = compareManyTimes({ cases: CASES, seed: undefined });
  // Most cases say something: part of the tree is left out, and part is copied.
  expect(telling).toBeGreaterThan(CASES / 3);
}, 180_000);

import { expect, test } from 'vitest';
import { compareManyTimes } from '#migrator/testing/excludes-against-rsync.ts';
import { chanceFor } from './chance.ts';
import { report } from './report.ts';

const CASES = 5000;

test('excludes leave out just what rsync leaves out', () => {
  const { seed } = chanceFor('excludes');
  const began = performance.now();
  const { telling } = compareManyTimes({ cases: CASES, seed });
  const seconds = (performance.now() - began) / 1_000;
  const result = `0 differences; in ${telling} cases a part of the tree was left out`;
  report({ what: 'Excludes against rsync itself', count: `${CASES}`, seed, result, seconds });
  expect(telling).toBeGreaterThan(CASES / 3);
});

import { expect, test } from 'vitest';
import { chanceFor } from '../chance.ts';
import { allCombinations, sampleOf } from './combinations.ts';
import { playAll } from './lanes.ts';

const COUNT = 32;

test('whatever goes wrong in whatever stage, the run ends right or recovers, with one pod and no lock left', async () => {
  const { wrong, codes } = await playAll(sampleOf(COUNT, chanceFor('faults')));
  expect(wrong).toEqual([]);
  expect([...codes.values()].reduce((sum, count) => sum + count, 0)).toBe(COUNT);
}, 240_000);

test('there are at least 200 combinations, of every stage and every trouble', () => {
  expect(allCombinations().length).toBeGreaterThanOrEqual(200);
});

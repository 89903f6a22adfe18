import { expect, test } from 'vitest';
import { chanceFor } from '../chance.ts';
import { report } from '../report.ts';
import { allCombinations } from './combinations.ts';
import { playAll } from './lanes.ts';

test('every trouble in every stage: the run ends right or recovers, with one pod and no lock left', async () => {
  const chance = chanceFor('faults');
  const combinations = chance.shuffled(allCombinations());
  const began = performance.now();
  const { wrong, codes } = await playAll(combinations);
  const seconds = (performance.now() - began) / 1_000;
  const ends = [...codes].sort().map(([code, count]) => `${code} ${count}×`);
  const good = combinations.length - wrong.length;
  const result = `${good} ended right or recovered (${ends.join(', ')}), ${wrong.length} did not`;
  report({ what: 'API and pod faults by stage', count: `${combinations.length}`, seed: chance.seed, result, seconds });
  expect(wrong).toEqual([]);
});

import { expect, test } from 'vitest';
import { chanceFor } from './chance.ts';
import { raceStarts } from './races.ts';
import { report } from './report.ts';

const TRIES = 100;

test('exactly one run starts, however many ask for it at the same instant', async () => {
  const chance = chanceFor('races');
  const began = performance.now();
  const done = await raceStarts(TRIES, chance);
  const seconds = (performance.now() - began) / 1_000;
  const result = `one run each: ${[...done].map(([race, count]) => `${race} ${count}×`).join(', ')}`;
  report({ what: 'Starts at the same instant, over HTTP', count: `${TRIES}`, seed: chance.seed, result, seconds });
  expect([...done.values()].reduce((sum, count) => sum + count, 0)).toBe(TRIES);
});

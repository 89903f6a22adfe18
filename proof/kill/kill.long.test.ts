import { expect, test } from 'vitest';
import { chanceFor } from '../chance.ts';
import { report } from '../report.ts';
import { killRounds } from './kills.ts';

/** The built dashboard takes the last rounds, its services alone the others. */
const ROUNDS = { headless: 80, built: 20 } as const;

test.each(['headless', 'built'] as const)('a hundred kills lose nothing: %s', async (server) => {
  const chance = chanceFor(`kills of the ${server} server`);
  const began = performance.now();
  const { rounds, longestMs } = await killRounds(server, ROUNDS[server], chance);
  expect(rounds).toBe(ROUNDS[server]);
  const seconds = (performance.now() - began) / 1_000;
  const longest = `truth at most ${(longestMs / 1_000).toFixed(1)} s after it answers again`;
  const result = `${longest}, no second pod, nothing lost`;
  report({ what: `SIGKILL of the ${server} server`, count: `${rounds}`, seed: chance.seed, result, seconds });
});

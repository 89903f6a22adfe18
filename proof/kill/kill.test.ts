import { expect, test } from 'vitest';
import { chanceFor } from '../chance.ts';
import { killRounds } from './kills.ts';

test('after a kill at any moment the record says the truth, no run has a second pod, and nothing is lost', async () => {
  const { rounds } = await killRounds('headless', 8, chanceFor('kills'));
  expect(rounds).toBe(8);
}, 240_000);

import { describe, expect, test } from 'vitest';
import { isRoot } from '#migrator/testing/homes.ts';
import { chanceFor } from '../chance.ts';
import { report } from '../report.ts';
import { CAUSES } from './round.ts';
import { interruptCopies } from './rounds.ts';

const ROUNDS = 200;

describe.skipIf(!isRoot)('a copy that is interrupted at any moment', () => {
  test('goes on when it is resumed, equals the original, and was never seen half made', async () => {
    const chance = chanceFor('interruptions');
    const began = performance.now();
    const { rounds, met } = await interruptCopies(CAUSES, ROUNDS, chance);
    const seconds = (performance.now() - began) / 1_000;
    const counted = (counts: ReadonlyMap<string, number>) =>
      [...counts].map(([what, at]) => `${what} ${at}×`).join(', ');
    const result = `all equal to the original after a resume, none half made (${counted(rounds)}; found ${counted(met)})`;
    report({ what: 'Interrupted copies', count: `${ROUNDS}`, seed: chance.seed, result, seconds });
    expect(met.get('partial')).toBeGreaterThan(ROUNDS / 3);
  });
});

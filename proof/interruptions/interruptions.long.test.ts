import { describe, expect, test } from 'vitest';
import { isRoot } from '#migrator/testing/homes.ts';
import { chanceFor } from '../chance.ts';
import { report } from '../report.ts';
import { possibleCauses } from './round.ts';
import { interruptCopies } from './rounds.ts';

const ROUNDS = 200;

describe.skipIf(!isRoot)('a copy that is interrupted at any moment', () => {
  test('goes on when it is resumed, equals the original, and was never seen half made', async () => {
    const chance = chanceFor('interruptions');
    const began = performance.now();
    const { met } = await interruptCopies(possibleCauses(), ROUNDS, chance);
    const seconds = (performance.now() - began) / 1_000;
    const counted = (counts: ReadonlyMap<string, number>) =>
      [...counts].map(([what, at]) => `${what} ${at}×`).join(', ');
    const result = `all equal to the original after a resume, none half made (${counted(met)})`;
    report({ what: 'Interrupted copies', count: `${ROUNDS}`, seed: chance.seed, result, seconds });
    const partial = [...met].filter(([how]) => how.endsWith('partial')).reduce((sum, [, at]) => sum + at, 0);
    expect(partial).toBeGreaterThan(ROUNDS / 3);
  });
});

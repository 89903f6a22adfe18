import { describe, expect, test } from 'vitest';
import { isRoot } from '#migrator/testing/homes.ts';
import { chanceFor } from '../chance.ts';
import { possibleCauses } from './round.ts';
import { interruptCopies } from './rounds.ts';

const ROUNDS = 6;

// Only root can make the home, and mount a small disk.
describe.skipIf(!isRoot)('a copy that is interrupted', () => {
  test('goes on when it is resumed, equals the original, and was never seen half made (defect I)', async () => {
    const { rounds } = await interruptCopies(possibleCauses(), ROUNDS, chanceFor('interruptions'));
    expect([...rounds.values()].reduce((sum, count) => sum + count, 0)).toBe(ROUNDS);
  }, 400_000);
});

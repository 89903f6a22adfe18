import { describe, expect, test } from 'vitest';
import { isRoot } from '#migrator/testing/homes.ts';
import { chanceFor } from '../chance.ts';
import { CAUSES } from './round.ts';
import { interruptCopies } from './rounds.ts';

const ROUNDS = 8;

// Only root can make the home, and mount a small disk.
describe.skipIf(!isRoot)('a copy that is interrupted', () => {
  test('goes on when it is resumed, equals the original, and was never seen half made (defect I)', async () => {
    const { rounds } = await interruptCopies(CAUSES, ROUNDS, chanceFor('interruptions'));
    expect(Object.fromEntries(rounds)).toEqual(Object.fromEntries(CAUSES.map((cause) => [cause, 2])));
  }, 400_000);
});

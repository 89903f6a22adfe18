import { describe, expect, test } from 'vitest';
import { isRoot } from '#migrator/testing/homes.ts';
import { chanceFor } from '../chance.ts';
import { attackRuns } from './rounds.ts';

// Only root may be two users at once.
describe.skipIf(!isRoot)('while the old and the new user swap all they can', () => {
  test.each([
    ['copy', 4],
    ['resume', 2],
    ['check', 2],
    ['discard', 2],
  ] as const)(
    'no %s shows or changes what is a third person’s, and each ends (defects H1 and H2)',
    async (kind, rounds) => {
      const { runs, swaps } = await attackRuns(kind, rounds, 1_000, chanceFor(`attacks on a ${kind}`));
      expect(runs).toBeGreaterThanOrEqual(rounds);
      expect(swaps).toBeGreaterThan(rounds * 500);
    },
    240_000,
  );
});

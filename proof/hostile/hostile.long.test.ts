import { describe, expect, test } from 'vitest';
import { isRoot } from '#migrator/testing/homes.ts';
import { chanceFor } from '../chance.ts';
import { report } from '../report.ts';
import { attackRuns } from './rounds.ts';

const ROUNDS = { copy: 200, resume: 40, check: 40, discard: 40 } as const;
const LEAST_MS = 2_000;

describe.skipIf(!isRoot)('while the old and the new user swap all they can', () => {
  test.each([['copy'], ['resume'], ['check'], ['discard']] as const)(
    'no %s shows or changes what is a third person’s',
    async (kind) => {
      const chance = chanceFor(`attacks on a ${kind}`);
      const began = performance.now();
      const { runs, swaps, longestMs, codes } = await attackRuns(kind, ROUNDS[kind], LEAST_MS, chance);
      const seconds = (performance.now() - began) / 1_000;
      const ends = [...codes].sort(([a], [b]) => a - b).map(([code, count]) => `${code} ${count}×`);
      const facts = `${runs} runs, ${swaps.toLocaleString('en')} swaps, longest run ${(longestMs / 1_000).toFixed(1)} s`;
      const result = `nothing leaked, nothing changed, nothing outside; ${facts}; exit codes ${ends.join(', ')}`;
      const count = `${ROUNDS[kind]} attacks of 2 s or more`;
      report({ what: `Hostile users during a ${kind}`, count, seed: chance.seed, result, seconds });
      expect(swaps).toBeGreaterThan(ROUNDS[kind] * 1_000);
    },
  );
});

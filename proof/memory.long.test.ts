import { expect, test } from 'vitest';
import { memoryOver } from './memory.ts';
import { report } from './report.ts';

const [RUNS, EARLY] = [1_000, 100];
const MIB = 2 ** 20;
const ALLOWED = 60 * MIB;

test('a thousand runs leave at most 60 MB more in memory than a hundred', async () => {
  const began = performance.now();
  const { first, last } = await memoryOver(RUNS, EARLY);
  const seconds = (performance.now() - began) / 1_000;
  const [before, after, more] = [first, last, last - first].map((bytes) => (bytes / MIB).toFixed(1));
  const result = `heap and external ${before} MiB after ${EARLY}, ${after} MiB after ${RUNS}: ${more} MiB more`;
  report({ what: 'Memory of the dashboard', count: `${RUNS} runs`, seed: null, result, seconds });
  expect(last - first).toBeLessThanOrEqual(ALLOWED);
});

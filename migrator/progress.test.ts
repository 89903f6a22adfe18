import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { parseWireLine, type WireLine } from '#lib/migrations/wire.ts';
import { Progress } from './progress.ts';
import { Reporter } from './reporter.ts';

type Line = Extract<WireLine, { type: 'progress' }>;
const MB = 1_000_000;

describe('acceptance 7: progress', () => {
  const lines: Line[] = [];
  const last = (): Line | undefined => lines.at(-1);
  let progress: Progress;

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['performance', 'Date'] });
    lines.length = 0;
    progress = new Progress(
      new Reporter((text) => {
        const line = parseWireLine(text);
        if (line?.type === 'progress') lines.push(line);
      }),
    );
    progress.found({ files: 10, bytes: 1000 * MB });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function copySteadily(seconds: number, rate: number, from = 0): void {
    for (let second = 1; second <= seconds; second++) {
      vi.advanceTimersByTime(1000);
      progress.reached({ files: 0, bytes: from + second * rate }, undefined);
    }
  }

  it('is said at most twice a second', () => {
    for (let number = 0; number < 100; number++) {
      vi.advanceTimersByTime(20);
      progress.reached({ files: 0, bytes: number }, undefined);
    }
    expect(lines).toHaveLength(5);
  });

  it('never goes backwards and never beyond the totals', () => {
    for (const bytes of [500 * MB, 100 * MB, 2000 * MB]) {
      vi.advanceTimersByTime(1000);
      progress.reached({ files: 0, bytes }, undefined);
    }
    expect(lines.map((line) => line.bytesDone)).toEqual([0, 500 * MB, 500 * MB, 1000 * MB]);
  });

  it('tells the rate of the last 30 s, and the time left once the rate is stable', () => {
    copySteadily(10, 10 * MB);
    expect([last()?.rate, last()?.remaining]).toEqual([10 * MB, null]);
    copySteadily(10, 10 * MB, 100 * MB);
    expect([last()?.rate, last()?.remaining]).toEqual([10 * MB, 80]);
  });

  it('counts what an earlier run had copied as done, and into no rate', () => {
    vi.advanceTimersByTime(1000);
    progress.reached({ files: 5, bytes: 500 * MB, keptBytes: 500 * MB }, undefined);
    expect([last()?.bytesDone, last()?.rate]).toEqual([500 * MB, null]);
    for (let second = 1; second <= 10; second += 1) {
      vi.advanceTimersByTime(1000);
      progress.reached({ files: 5, bytes: (500 + second * 5) * MB, keptBytes: 500 * MB }, undefined);
    }
    expect([last()?.bytesDone, last()?.rate]).toEqual([550 * MB, 5 * MB]);
  });

  it('is never below nothing, also where what was there is seen only late', () => {
    copySteadily(5, 10 * MB);
    for (const keptBytes of [20 * MB, 40 * MB]) {
      vi.advanceTimersByTime(1000);
      progress.reached({ files: 0, bytes: 50 * MB, keptBytes }, undefined);
      expect(last()?.rate).toBeGreaterThanOrEqual(0);
    }
  });

  it('does not tell the time left while the rate changes', () => {
    copySteadily(15, 30 * MB);
    copySteadily(15, 1 * MB, 450 * MB);
    expect(last()?.rate).toBeGreaterThan(0);
    expect(last()?.remaining).toBe(null);
  });

  it('tells a time left that is right by 30 % once a fifth is copied, over small and large files in any order', () => {
    const sizes = mixedSizes(20_000);
    const total = sizes.reduce((sum, size) => sum + size, 0);
    progress.found({ files: sizes.length, bytes: total });
    const began = performance.now();
    let bytes = 0;
    for (const [at, size] of sizes.entries()) {
      bytes += size;
      // Each file costs its opening, and its bytes at 50 MB/s.
      vi.advanceTimersByTime(2 + size / 50_000);
      progress.reached({ files: at + 1, bytes }, undefined);
    }
    const tookS = (performance.now() - began) / 1000;
    const estimates = lines.flatMap(({ bytesDone, remaining }, at) =>
      remaining !== null && bytesDone > total / 5 && bytesDone < total ? [{ remaining, at }] : [],
    );
    expect(estimates.length).toBeGreaterThan(20);
    const ends = lines.map(({ at }) => Date.parse(at));
    for (const { remaining, at } of estimates) {
      const left = ((ends.at(-1) ?? 0) - (ends[at] ?? 0)) / 1000;
      // The last seconds of a long copy are told in whole seconds.
      expect(Math.abs(remaining - left)).toBeLessThan(Math.max(left * 0.3, tookS * 0.02));
    }
  });

  it('shows what is being copied, with control characters escaped', () => {
    vi.advanceTimersByTime(1000);
    progress.reached({ files: 1, bytes: 0 }, 'a\nb');
    expect(last()).toMatchObject({ path: 'a\\x0ab', filesDone: 1 });
  });
});

/** As homes have them: most files are small, some are a hundred times as large, in an order that is always the same. */
function mixedSizes(count: number): readonly number[] {
  let seed = 1;
  return Array.from({ length: count }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % 20 === 0 ? 1_000_000 + (seed % 1_000_000) : 1_000 + (seed % 20_000);
  });
}

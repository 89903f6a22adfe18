/** The value that `share` of the samples do not exceed: 0.5 is the median. Throws where there are none. */
export function quantile(samples: readonly number[], share: number): number {
  const sorted = samples.toSorted((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
  if (value === undefined) throw new Error('there are no samples');
  return value;
}

export const median = (samples: readonly number[]): number => quantile(samples, 0.5);

/** Three significant digits and a unit. */
export const withUnit = (value: number, unit: string): string => {
  const digits = value >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
  return `${digits} ${unit}`;
};

/** Median and 95th percentile of times in milliseconds. */
export const spread = (samples: readonly number[]): string =>
  `p50 ${withUnit(median(samples), 'ms')}, p95 ${withUnit(quantile(samples, 0.95), 'ms')}`;

/** How long a task takes, in milliseconds. */
export async function timed(task: () => Promise<unknown> | unknown): Promise<number> {
  const began = performance.now();
  await task();
  return performance.now() - began;
}

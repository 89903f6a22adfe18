/** The least that can be seen, in percent. */
const LEAST = 3;

/** Numbers as percents of their sum, none too small to be seen; together 100. */
export function sharesOf(numbers: readonly number[]): readonly number[] {
  const total = numbers.reduce((sum, one) => sum + one, 0);
  if (total === 0) return numbers.map(() => 0);
  const seen = numbers.map((one) => Math.max(LEAST, (one / total) * 100));
  const sum = seen.reduce((all, one) => all + one, 0);
  return seen.map((one) => Math.round((one / sum) * 1e4) / 100);
}

/** Heights of stacked parts in whole pixels, 3 at least for what is there, within `height` for a full stack. */
export function heightsOf(numbers: readonly number[], top: number, height: number): readonly number[] {
  return numbers.map((one) => (one <= 0 || top <= 0 ? 0 : Math.max(3, Math.round((one / top) * height))));
}

/** A round size not below `bytes`, in a binary unit: 1, 2 or 5 × 10ⁿ; the least is 1 MiB. */
export function roundTop(bytes: number): number {
  for (let unit = 1024 ** 2; ; unit *= 1024) {
    for (const factor of [1, 2, 5, 10, 20, 50, 100, 200, 500]) {
      if (factor * unit >= bytes || unit >= 1024 ** 5) return factor * unit;
    }
  }
}

/** What a tree of files looks like. The same shape is the same tree, always. */
export interface TreeShape {
  /** Names its folder, too. */
  readonly name: string;
  readonly files: number;
  readonly folders: number;
  /** How many of a hundred files are empty. */
  readonly empty: number;
  /** Sizes of the others in bytes: half of them are smaller than the median, none is larger than `most`. */
  readonly median: number;
  /** How wide sizes spread: the standard deviation of their logarithms. */
  readonly spread: number;
  readonly most: number;
  /** With links, hard links, other modes, old times and folders of very different sizes, as homes have them. */
  readonly isLikeHome: boolean;
  /** No folder deeper than two; else they hang below each other as chance has it, some ten deep. */
  readonly isFlat?: boolean;
}

const EMPTY = { empty: 100, median: 0, spread: 0, most: 0, isLikeHome: false } as const;
const TINY = { empty: 40, median: 300, spread: 0.8, most: 4_000, isLikeHome: false } as const;
const MB = 1_000_000;

export const SMALL: TreeShape = {
  ...{ name: 'small', files: 60_000, folders: 6_000 },
  ...{ empty: 3, median: 3_000, spread: 1.9, most: 8 * MB, isLikeHome: true },
};
export const LARGE: TreeShape = {
  ...{ name: 'large', files: 8, folders: 2 },
  ...{ empty: 0, median: 1_000 * MB, spread: 0, most: 1_000 * MB, isLikeHome: false },
};
export const MIDDLE: TreeShape = { ...LARGE, name: 'middle', files: 10, median: 100 * MB };
export const HOLLOW: TreeShape = { name: 'empty', files: 300_000, folders: 3_000, ...EMPTY };
export const REMOTE: TreeShape = {
  // Each part of a path is a call of its own there: deep folders would make rsync take an hour.
  ...{ name: 'latency', files: 10_000, folders: 100, isFlat: true },
  ...{ empty: 3, median: 2_000, spread: 1.3, most: 256_000, isLikeHome: true },
};
export const MILLION: TreeShape = { name: 'million', files: 1_000_000, folders: 10_000, ...TINY };
export const QUARTER: TreeShape = { name: 'quarter', files: 250_000, folders: 2_500, ...TINY };

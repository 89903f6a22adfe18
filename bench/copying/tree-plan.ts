import type { TreeShape } from './tree-shape.ts';

export interface PlannedFile {
  readonly folder: number;
  readonly name: string;
  readonly bytes: number;
  readonly mode: number;
  /** Seconds since 1970, or undefined for when it was made. */
  readonly modified: number | undefined;
  /** What else stands beside it. */
  readonly beside: 'link' | 'hardLink' | undefined;
}

const STEMS = ['notes', 'model', 'train', 'figure', 'run', 'table', '__init__', 'README', 'sample', 'test_fit'];
const ENDINGS = ['py', 'ipynb', 'json', 'csv', 'txt', 'js', 'png', 'parquet', 'log', 'md'];
const NEWEST = 1_760_000_000;
const FOUR_YEARS_S = 4 * 365 * 24 * 3600;

/** The folders of a tree, parents first; the first is the tree itself. */
export function planFolders({ folders, isFlat = false }: TreeShape): readonly string[] {
  const chance = dice(folders);
  const paths = [''];
  for (let n = 1; n < folders; n += 1) {
    const parent = paths[Math.floor(chance() * (isFlat ? tops(n, folders) : n))] ?? '';
    paths.push(`${parent}${parent && '/'}${STEMS[n % STEMS.length]}-${n}`);
  }
  return paths;
}

/** How many of the earlier folders may hold the nth: for the first few only the tree itself, for the others these few. */
const tops = (n: number, folders: number): number => (n < Math.sqrt(folders) ? 1 : Math.floor(Math.sqrt(folders)));

/** The files of a tree, one after the other. */
export function* planFiles(shape: TreeShape): Generator<PlannedFile> {
  const chance = dice(shape.files);
  for (let n = 0; n < shape.files; n += 1) {
    // Always as many throws a file, so that one choice does not change the others.
    const [where, isEmpty, kind, age, ...size] = Array.from({ length: 6 }, chance) as [number, number, number, number];
    const { isLikeHome: like, folders } = shape;
    yield {
      folder: like ? Math.floor(where ** 2 * folders) : n % folders,
      name: `${STEMS[n % 10]}_${n}.${ENDINGS[Math.floor(kind * 1000) % 10]}`,
      bytes: isEmpty * 100 < shape.empty ? 0 : sizeOf(shape, size),
      mode: !like || kind < 0.9 ? 0o644 : kind < 0.96 ? 0o755 : 0o600,
      modified: like ? NEWEST - age * FOUR_YEARS_S : undefined,
      beside: like && n % 100 === 0 ? 'link' : like && n % 1000 === 1 ? 'hardLink' : undefined,
    };
  }
}

/** Sizes of files are spread log-normally, in homes too. */
function sizeOf({ median, spread, most }: TreeShape, [a = 0.5, b = 0.5]: readonly number[]): number {
  const normal = Math.sqrt(-2 * Math.log(1 - a)) * Math.cos(2 * Math.PI * b);
  return Math.min(most, Math.max(1, Math.round(median * Math.exp(spread * normal))));
}

/** Numbers from 0 up to 1 that a seed decides (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

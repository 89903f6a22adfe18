import type { ByteName } from '../byte-name.ts';

/** A folder that one rsync settles: with everything below it, or its own entries alone. */
export interface Part {
  readonly path: ByteName;
  readonly isShallow: boolean;
  /** Folders directly in it that other parts have. */
  readonly without?: readonly ByteName[];
  /** Whether other parts have what lies directly in it and is no folder. */
  readonly onlyFolders?: boolean;
}

/** A part smaller than this costs more to start than to go on with. */
const SMALLEST = 200;

/**
 * Shares a tree out into about `wanted` parts that together cover it once: as long as there are too few, the heaviest is
 * split into its folders and one part for its own entries. `weights`: entries in each folder of the upper levels. Folders in
 * `whole` are never split: names of one file lie in several parts of them, and an rsync that mends one must see all.
 */
export function partsOf(
  weights: ReadonlyMap<ByteName, number>,
  wanted: number,
  whole: ReadonlySet<ByteName>,
): readonly Part[] {
  const below = totals(weights);
  const children = childrenOf(below);
  const canSplit = ({ path, isShallow }: Part): boolean => !isShallow && !whole.has(path) && children.has(path);
  const weigh = ({ path, isShallow }: Part): number => (isShallow ? 0 : (below.get(path) ?? 0));
  const parts: Part[] = [{ path: '', isShallow: false }];
  while (parts.length < wanted) {
    parts.sort((a, b) => weigh(b) - weigh(a));
    const at = parts.findIndex(canSplit);
    const heaviest = parts[at];
    if (!heaviest || weigh(heaviest) < SMALLEST) break;
    const split = (children.get(heaviest.path) ?? []).map((path) => ({ path, isShallow: false }));
    parts.splice(at, 1, { path: heaviest.path, isShallow: true }, ...split);
  }
  return parts.sort((a, b) => weigh(b) - weigh(a));
}

/** The lighter half must be worth the start of another rsync. */
const LEAST_SHARE = 0.25;
const LEAST_ENTRIES = 5000;

/** A tree as two parts of much the same weight, each with some of its uppermost folders; or as one, where that cannot be. */
export function halvesOf(weights: ReadonlyMap<ByteName, number>, whole: ReadonlySet<ByteName>): readonly Part[] {
  const undivided = [{ path: '', isShallow: false }];
  if (whole.has('')) return undivided;
  const below = totals(weights);
  const folders = (childrenOf(below).get('') ?? []).sort((a, b) => (below.get(b) ?? 0) - (below.get(a) ?? 0));
  const [one, other] = [emptyHalf(), emptyHalf()];
  for (const folder of folders) {
    const half = one.weight <= other.weight ? one : other;
    half.weight += below.get(folder) ?? 0;
    half.folders.push(folder);
  }
  const lighter = Math.min(one.weight, other.weight);
  if (lighter < LEAST_ENTRIES || lighter < (below.get('') ?? 0) * LEAST_SHARE) return undivided;
  return [
    { path: '', isShallow: false, without: other.folders },
    { path: '', isShallow: false, without: one.folders, onlyFolders: true },
  ];
}

const emptyHalf = (): { weight: number; readonly folders: ByteName[] } => ({ weight: 0, folders: [] });

const parentOf = (path: ByteName): ByteName => path.slice(0, Math.max(0, path.lastIndexOf('/')));

/** Each folder's entries with everything below it that was weighed. */
function totals(weights: ReadonlyMap<ByteName, number>): Map<ByteName, number> {
  const below = new Map<ByteName, number>();
  for (const [path, entries] of weights) {
    for (let at = path; ; at = parentOf(at)) {
      below.set(at, (below.get(at) ?? 0) + entries);
      if (at === '') break;
    }
  }
  return below;
}

function childrenOf(below: ReadonlyMap<ByteName, number>): Map<ByteName, ByteName[]> {
  const children = new Map<ByteName, ByteName[]>();
  for (const path of below.keys()) {
    if (path !== '') children.set(parentOf(path), [...(children.get(parentOf(path)) ?? []), path]);
  }
  return children;
}

import { type Dirent, existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where real files come from on a Linux machine; `packages` is always there and fills up what another lacks. */
export type SourceName = 'share' | 'python' | 'headers' | 'packages';

/** A real file: where it is, its path below its source, its size in bytes. */
export interface PoolFile {
  readonly path: string;
  readonly below: string;
  readonly bytes: number;
}

const SMALL_BYTES = 4 * 1024 * 1024;
const LARGE_BYTES = 160 * 1024 * 1024;
const WORLD_READABLE = 0o004;

/** Hands out the readable files of this machine, each once, in the order of their names. */
export class Pool {
  readonly #packages: string;
  readonly #walks = new Map<SourceName, Generator<PoolFile>>();

  /** `packages` is the node_modules folder. */
  constructor(packages: string) {
    this.#packages = packages;
  }

  /** The next `count` files of up to 4 MB; fewer only where all sources are used up. */
  take(from: SourceName, count: number): PoolFile[] {
    const files = take(this.#walk(from), count);
    if (files.length < count && from !== 'packages') files.push(...take(this.#walk('packages'), count - files.length));
    return files;
  }

  /** Files of 4 to 160 MB, until together they have `bytes`. */
  takeLarge(bytes: number): PoolFile[] {
    const files: PoolFile[] = [];
    let sum = 0;
    for (const file of filesBelow(this.#packages, this.#packages, SMALL_BYTES + 1, LARGE_BYTES)) {
      if (sum >= bytes) break;
      files.push(file);
      sum += file.bytes;
    }
    return files;
  }

  #walk(from: SourceName): Generator<PoolFile> {
    const known = this.#walks.get(from);
    if (known) return known;
    const walk = walkAll(this.#roots(from));
    this.#walks.set(from, walk);
    return walk;
  }

  #roots(from: SourceName): readonly string[] {
    if (from === 'share') return ['/usr/share'];
    if (from === 'python')
      return ['/usr/lib/python3', '/usr/lib/python3.11', '/usr/lib/python3.12', '/usr/lib/python3.13'];
    if (from === 'headers') return ['/usr/include'];
    return [this.#packages];
  }
}

function take(walk: Generator<PoolFile>, count: number): PoolFile[] {
  const files: PoolFile[] = [];
  while (files.length < count) {
    const next = walk.next();
    if (next.done) break;
    files.push(next.value);
  }
  return files;
}

function* walkAll(roots: readonly string[]): Generator<PoolFile> {
  for (const root of roots) if (existsSync(root)) yield* filesBelow(root, root, 0, SMALL_BYTES);
}

function* filesBelow(root: string, folder: string, least: number, most: number): Generator<PoolFile> {
  for (const entry of entriesOf(folder)) {
    // Caches and the like come and go.
    if (entry.name.startsWith('.') || entry.name === '__pycache__') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(root, path, least, most);
    if (!entry.isFile()) continue;
    const facts = statSync(path, { throwIfNoEntry: false });
    if (!facts || (facts.mode & WORLD_READABLE) === 0 || facts.size < least || facts.size > most) continue;
    yield { path, below: path.slice(root.length + 1), bytes: facts.size };
  }
}

/** The entries of a folder by name; none where it may not be read. */
function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return [];
  }
}

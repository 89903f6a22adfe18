import { type Entry, keyOf } from './entry.ts';
import { Failure } from './failure.ts';
import type { Home } from './homes.ts';
import type { Pacer } from './pacer.ts';
import { walk } from './walk.ts';

/** What the old home held when the run began. */
export interface Scan {
  /** Everything that will be copied and is no folder. */
  files: number;
  folders: number;
  /** Apparent size of all plain files, each inode once. */
  bytes: number;
  /** What the copy will use on disk at least. */
  bytesNeeded: number;
  inodesNeeded: number;
  depth: number;
  /** Entries that belong to somebody else than this process: their access times cannot be left alone without CAP_FOWNER. */
  foreign: number;
  readonly memory: ScanMemory;
}

/** When each inode had last been changed, so that the end can tell a change of the old home from a damaged copy. */
export class ScanMemory {
  readonly #changed = new Map<number | bigint, bigint>();

  remember(entry: Entry): void {
    this.#changed.set(keyOf(entry), entry.ctime);
  }

  /** Whether an entry is another one than at the scan, in content or in attributes. */
  hasChanged(entry: Entry): boolean {
    return this.#changed.get(keyOf(entry)) !== entry.ctime;
  }
}

/**
 * Counts what the old home holds, reading nothing but names and attributes. What cannot be read is left out here and judged
 * at verification; other errors end the run. `onFound` hears the running counts.
 */
export async function scan(home: Home, pacer: Pacer, onFound: (soFar: Scan) => void): Promise<Scan> {
  const found: Scan = {
    ...{ files: 0, folders: 1, bytes: 0, bytesNeeded: 4096, inodesNeeded: 1, depth: 0 },
    foreign: home.entry.uid === process.geteuid?.() ? 0 : 1,
    memory: new ScanMemory(),
  };
  const linked = new Set<bigint>();
  found.memory.remember(home.entry);
  await walk(
    home.dir,
    {
      visit({ entry, depth }) {
        found.memory.remember(entry);
        count(found, entry, depth, linked);
        onFound(found);
        return entry.device === home.entry.device;
      },
      failed(path, code) {
        if (path === '' || !MEANT_FOR_LATER.has(code))
          throw new Failure('copyFailed', `The old home cannot be read: ${code}.`);
      },
    },
    pacer,
  );
  return found;
}

/** rsync stops near 1,024 levels, after hours perhaps, and calls that a lack of memory. */
const DEEPEST = 1000;

/** Throws `copyFailed` where the old home is deeper than rsync can go. */
export function checkDepth({ depth }: Scan): void {
  if (depth <= DEEPEST) return;
  throw new Failure(
    'copyFailed',
    `The old home is ${depth} folders deep. ${DEEPEST.toLocaleString('en')} is the most that can be copied.`,
  );
}

/** Unreadable, or gone or swapped since its folder was listed. */
export const MEANT_FOR_LATER: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'ENOENT',
  'ENOTDIR',
  'ELOOP',
  'ESTALE',
]);

function count(found: Scan, entry: Entry, depth: number, linked: Set<bigint>): void {
  if (entry.type === 'socket' || entry.type === 'device') return;
  found.depth = Math.max(found.depth, depth);
  if (entry.uid !== process.geteuid?.()) found.foreign += 1;
  if (entry.type === 'folder') found.folders += 1;
  else found.files += 1;
  if (entry.links > 1 && entry.type !== 'folder') {
    if (linked.has(entry.inode)) return;
    linked.add(entry.inode);
  }
  found.inodesNeeded += 1;
  if (entry.type === 'file') found.bytes += entry.size;
  found.bytesNeeded += Math.min(entry.allocated, Math.ceil(entry.size / 4096) * 4096);
}

import { type ByteName, joinBytes } from '../byte-name.ts';
import type { JobWorker, Task, WorkerContext } from '../crew/job.ts';
import { Dirents, nameOf } from '../dirents.ts';
import { excluder } from '../excludes.ts';
import { codeOf, Failure } from '../failure.ts';
import { close } from '../file-calls.ts';
import { openFolderBeneath } from '../open-path.ts';
import { allocatedOf, ctimeOf, inodeOf, isSameDevice, KIND, kindOf, linksOf, sizeOf, uidOf } from '../stat-fields.ts';
import { statBuffer, statx } from '../syscalls.ts';
import { Reach } from './reach.ts';
import { MEANT_FOR_LATER } from './unreadable.ts';

export interface ScanSetup {
  readonly home: number;
  readonly excludes: readonly string[];
  readonly euid: number;
}

/** What one worker found. Sizes of files with several names are left to who puts the tallies together. */
export interface ScanTally {
  files: number;
  folders: number;
  bytes: number;
  bytesNeeded: number;
  inodesNeeded: number;
  depth: number;
  foreign: number;
  /** Inode, size, bytes needed and the place (as a number into `places`) of each name of a file with several, one after the other. */
  readonly linked: number[];
  /** Folders of the upper levels in which, or below which, such names lie. */
  readonly places: ByteName[];
  /** Inode and number of entries of each folder, one after the other. */
  readonly entries: bigint[];
  /** Entries below each folder of the upper levels, as far as this worker saw them. */
  readonly weights: Map<ByteName, number>;
  /** The uppermost folders that rsync does not reach. */
  readonly beyond: ByteName[];
}

/** Pairs of inode and ctime in one message. */
const PAIRS = 8192;
/** How deep the old home's folders are weighed, to share out the settle pass. */
const WEIGHED = 3;
const BLOCK = 4096;

/** Counts what the old home holds, reading nothing but names and attributes. */
export function scanJob(setup: ScanSetup, context: WorkerContext): JobWorker<ScanTally> {
  const dirents = new Dirents();
  const stat = statBuffer();
  const rootStat = Buffer.from(statx(setup.home, '', statBuffer()));
  const reach = new Reach();
  const isExcluded = excluder(setup.excludes);
  let pairs = new BigUint64Array(PAIRS * 2);
  let filled = 0;
  let place: ByteName = '';
  const tally: ScanTally = {
    ...{ files: 0, folders: 0, bytes: 0, bytesNeeded: 0, inodesNeeded: 0, depth: 0, foreign: 0 },
    linked: [],
    places: [],
    entries: [],
    weights: new Map(),
    beyond: [],
  };

  function remember(): void {
    pairs[filled] = inodeOf(stat);
    pairs[filled + 1] = BigInt.asUintN(64, ctimeOf(stat));
    filled += 2;
    if (filled === pairs.length) flush();
  }

  function flush(): void {
    context.tell(pairs.subarray(0, filled).slice());
    pairs = new BigUint64Array(PAIRS * 2);
    filled = 0;
  }

  function count(isFolder: boolean, depth: number): void {
    tally.depth = Math.max(tally.depth, depth);
    if (uidOf(stat) !== setup.euid) tally.foreign += 1;
    const size = kindOf(stat) === KIND.file ? sizeOf(stat) : 0;
    const needed = Math.min(allocatedOf(stat), Math.ceil(sizeOf(stat) / BLOCK) * BLOCK);
    if (isFolder) tally.folders += 1;
    else {
      tally.files += 1;
      context.count('files', 1);
    }
    if (!isFolder && linksOf(stat) > 1) {
      if (tally.places.at(-1) !== place) tally.places.push(place);
      // Beyond 2^53 two inodes may look like one, which matters for no more than an estimate.
      tally.linked.push(Number(inodeOf(stat)), size, needed, tally.places.length - 1);
      return;
    }
    tally.inodesNeeded += 1;
    tally.bytes += size;
    tally.bytesNeeded += needed;
    context.count('bytes', size);
  }

  function look(dir: number, path: ByteName, depth: number, bytes: Buffer, found: Task[]): void {
    try {
      statx(dir, bytes, stat);
    } catch (error) {
      if (MEANT_FOR_LATER.has(codeOf(error) ?? '')) return;
      throw error;
    }
    const kind = kindOf(stat);
    if (isExcluded?.(joinBytes(path, nameOf(bytes)), kind === KIND.folder)) return;
    remember();
    if (kind !== KIND.file && kind !== KIND.folder && kind !== KIND.link && kind !== KIND.fifo) return;
    count(kind === KIND.folder, depth);
    if (kind !== KIND.folder || !isSameDevice(stat, rootStat)) return;
    const below = joinBytes(path, nameOf(bytes));
    if (reach.isBorder(below, depth)) tally.beyond.push(below);
    found.push({ path: below });
  }

  return {
    run({ path }) {
      let dir: number;
      try {
        dir = openFolderBeneath(setup.home, path);
      } catch (error) {
        const code = codeOf(error) ?? '';
        if (path !== '' && MEANT_FOR_LATER.has(code)) return [];
        throw new Failure('copyFailed', `The old home cannot be read: ${code}.`);
      }
      const depth = path === '' ? 1 : path.split('/').length + 1;
      const found: Task[] = [];
      try {
        const before = tally.files + tally.folders;
        statx(dir, '', stat);
        if (path === '') remember();
        const inode = inodeOf(stat);
        place = path === '' ? '' : path.split('/', WEIGHED).join('/');
        let entries = 0;
        dirents.each(dir, (bytes) => {
          entries += 1;
          look(dir, path, depth, bytes, found);
        });
        tally.entries.push(inode, BigInt(entries));
        tally.weights.set(place, (tally.weights.get(place) ?? 0) + tally.files + tally.folders - before);
      } finally {
        close(dir);
      }
      context.at(path);
      return found;
    },
    finish() {
      flush();
      return tally;
    },
  };
}

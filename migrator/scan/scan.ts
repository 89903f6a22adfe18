import type { ByteName } from '../byte-name.ts';
import type { Crew } from '../crew/crew.ts';
import type { Home } from '../homes.ts';
import { InodeTimes } from './inode-times.ts';
import type { ScanSetup, ScanTally } from './scan-job.ts';

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
  /** Folders of the upper levels that hold a file with names in several of their folders, or in one and beside it: rsync must see them whole. */
  readonly whole: ReadonlySet<ByteName>;
  readonly times: InodeTimes;
  /** Entries below each folder of the upper levels, itself not counted. */
  readonly weights: ReadonlyMap<ByteName, number>;
  /** The uppermost folders that rsync does not reach. */
  readonly beyond: readonly ByteName[];
}

export interface Scanning {
  readonly home: Home;
  readonly crew: Crew;
  readonly excludes: readonly string[];
  readonly signal: AbortSignal;
  onFound(files: number, bytes: number): void;
}

/**
 * Counts what the old home holds, by all workers. What cannot be read is left out here and judged at verification; other
 * errors end the run. `onFound` hears the running counts.
 */
export async function scan({ home, crew, excludes, signal, onFound }: Scanning): Promise<Scan> {
  const euid = process.geteuid?.() ?? -1;
  const pairs: BigUint64Array[] = [];
  const tallies = await crew.run({
    job: 'scan',
    setup: { home: home.dir, excludes, euid } satisfies ScanSetup,
    signal,
    onTold: (message) => pairs.push(message as BigUint64Array),
    onLook: () => onFound(crew.shared.sum('files'), crew.shared.sum('bytes')),
  });
  const found = sum(tallies as readonly ScanTally[]);
  if (home.entry.uid !== euid) found.foreign += 1;
  const times = InodeTimes.for(pairs.reduce((all, { length }) => all + length / 2, 0));
  for (const each of pairs) times.remember(each);
  for (const { entries } of tallies as readonly ScanTally[]) {
    for (let at = 0; at < entries.length; at += 2) times.rememberEntries(entries[at] ?? 0n, Number(entries[at + 1]));
  }
  onFound(found.files, found.bytes);
  return { ...found, times };
}

function sum(tallies: readonly ScanTally[]): Omit<Scan, 'times'> {
  const weights = new Map<ByteName, number>();
  const found = {
    ...{ files: 0, folders: 1, bytes: 0, bytesNeeded: 4096, inodesNeeded: 1, depth: 0, foreign: 0 },
    beyond: tallies.flatMap(({ beyond }) => beyond),
    weights,
    whole: new Set<ByteName>(),
  };
  const linked = new Map<number, ByteName>();
  for (const tally of tallies) {
    found.files += tally.files;
    found.folders += tally.folders;
    found.bytes += tally.bytes;
    found.bytesNeeded += tally.bytesNeeded;
    found.inodesNeeded += tally.inodesNeeded;
    found.depth = Math.max(found.depth, tally.depth);
    found.foreign += tally.foreign;
    for (const [path, entries] of tally.weights) weights.set(path, (weights.get(path) ?? 0) + entries);
    for (let at = 0; at < tally.linked.length; at += 4) {
      const [inode = 0, bytes = 0, needed = 0, number = 0] = tally.linked.slice(at, at + 4);
      const place = tally.places[number] ?? '';
      const known = linked.get(inode);
      if (known !== undefined) {
        if (known === place) continue;
        const common = commonFolder(known, place);
        linked.set(inode, common);
        found.whole.add(common);
        continue;
      }
      linked.set(inode, place);
      found.inodesNeeded += 1;
      found.bytes += bytes;
      found.bytesNeeded += needed;
    }
  }
  return found;
}

/** The lowest folder that both are or lie in. */
function commonFolder(a: ByteName, b: ByteName): ByteName {
  const [names, others] = [a.split('/'), b.split('/')];
  const at = names.findIndex((name, index) => name !== others[index]);
  return (at < 0 ? names : names.slice(0, at)).join('/');
}

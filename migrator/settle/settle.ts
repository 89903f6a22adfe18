import type { ByteName } from '../byte-name.ts';
import { close } from '../file-calls.ts';
import { openFolderBeneath } from '../open-path.ts';
import { filterOf, literalsIn } from './filters.ts';
import { type Part, partsOf } from './parts.ts';
import { Hung, type RsyncRun, runRsync } from './rsync.ts';
import type { Itemised } from './rsync-output.ts';

/** How often a part is tried anew after rsync hung in it, each time without the entries that it would open. */
const RETRIES = 3;

export interface Settling extends Omit<RsyncRun, 'isShallow' | 'isDryRun' | 'excludes'> {
  /** Entries of the upper folders, to share the work out. */
  readonly weights: ReadonlyMap<ByteName, number>;
  /** How many rsyncs at the same time. */
  readonly jobs: number;
  /** rsync's filter of what is not copied at all, from the root of the home; empty for none. */
  readonly filter: string;
  /** What rsync is not to try: folders that it cannot reach, which the bulk pass has brought alone, and names that are not taken. */
  readonly beyond: readonly ByteName[];
  /** Brings these entries by own code, which waits for no FIFO. */
  bring(paths: readonly ByteName[]): Promise<void>;
}

/**
 * The settle pass: rsync compares the whole copy with the original, mends what differs and brings what lacks. Over a slow
 * file system several share the work. An rsync that hangs is ended, and its part tried again without what it would open.
 */
export async function settle(settling: Settling): Promise<void> {
  // Patterns with a slash mean the root of the home, which only a part that begins there has.
  const isShared = settling.jobs > 1 && settling.filter === '';
  const parts = [...partsOf(settling.weights, isShared ? settling.jobs * 3 : 1)];
  const work = async (): Promise<void> => {
    for (let part = parts.shift(); part; part = parts.shift()) await settlePart(settling, part);
  };
  await Promise.all(Array.from({ length: Math.min(settling.jobs, parts.length) }, work));
}

async function settlePart(settling: Settling, part: Part): Promise<void> {
  const avoided: ByteName[] = [];
  for (let failures = 0; ; failures += 1) {
    try {
      return await rsync(settling, part, avoided);
    } catch (error) {
      if (!(error instanceof Hung) || failures === RETRIES) throw error;
      const would: Itemised[] = [];
      await rsync({ ...settling, onItem: (item) => would.push(item) }, part, avoided, true);
      const files = would.filter(({ item }) => item[1] === 'f').map(({ path }) => path);
      await settling.bring(files);
      for (const path of files) avoided.push(path);
    }
  }
}

async function rsync(settling: Settling, part: Part, avoided: readonly ByteName[], isDryRun = false): Promise<void> {
  const [from, to] = [openFolderBeneath(settling.from, part.path), openFolderBeneath(settling.to, part.path)];
  const { weights: _weights, jobs, bring: _bring, beyond, filter, bytesPerSecond, ...run } = settling;
  const excludes = filterOf(filter, literalsIn(part, [...beyond, ...avoided]));
  try {
    await runRsync({
      ...run,
      ...{ from, to, isShallow: part.isShallow, isDryRun },
      ...(excludes && { excludes }),
      bytesPerSecond: bytesPerSecond === undefined ? undefined : bytesPerSecond / jobs,
      onItem: ({ item, path }) => settling.onItem({ item, path: inHome(part, path) }),
      onVanished: (path) => settling.onVanished(inHome(part, path)),
      onAttributeLost: (path) => settling.onAttributeLost(inHome(part, path)),
    });
  } finally {
    close(from);
    close(to);
  }
}

const inHome = (part: Part, path: ByteName): ByteName =>
  part.path === '' ? path : path === '.' || path === '' ? part.path : `${part.path}/${path}`;

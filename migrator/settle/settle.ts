import type { ByteName } from '../byte-name.ts';
import { codeOf } from '../failure.ts';
import { close } from '../file-calls.ts';
import { openFolderBeneath } from '../open-path.ts';
import { MEANT_FOR_LATER } from '../scan/unreadable.ts';
import { boundsOf, filterOf, literalsIn } from './filters.ts';
import { halvesOf, type Part, partsOf } from './parts.ts';
import { Hung, type RsyncRun, runRsync } from './rsync.ts';
import type { Itemised } from './rsync-output.ts';

/** How often a part is tried anew after rsync hung in it, each time without the entries that it would open. */
const RETRIES = 3;

export interface Settling extends Omit<RsyncRun, 'isShallow' | 'isDryRun' | 'excludes'> {
  /** Entries of the upper folders, to share the work out. */
  readonly weights: ReadonlyMap<ByteName, number>;
  /** Folders that one rsync must see whole, because files have names in several parts of them. */
  readonly whole: ReadonlySet<ByteName>;
  /** How many rsyncs at the same time, at most. */
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
  const parts = settling.filter === '' ? sharedOut(settling) : [{ path: '', isShallow: false }];
  const jobs = Math.min(settling.jobs, parts.length);
  const work = async (): Promise<void> => {
    for (let part = parts.shift(); part; part = parts.shift()) {
      await settlePart({ ...settling, jobs }, part).catch((error: unknown) => {
        // Nobody begins another part after a failure.
        parts.length = 0;
        throw error;
      });
    }
  };
  await Promise.all(Array.from({ length: jobs }, work));
}

/** Two rsyncs use two processors; many wait for a slow file system together. */
const sharedOut = ({ weights, whole, jobs }: Settling): Part[] =>
  jobs === 2 ? [...halvesOf(weights, whole)] : [...partsOf(weights, jobs > 1 ? jobs * 3 : 1, whole)];

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
  const sides = openBoth(settling, part);
  // Gone or swapped since the scan: verification says what that means.
  if (!sides) return;
  const { from, to } = sides;
  const { weights: _weights, whole: _whole, jobs, bring: _bring, beyond, filter, bytesPerSecond, ...run } = settling;
  const excludes = filterOf(filter, literalsIn(part, [...beyond, ...avoided]), boundsOf(part));
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

function openBoth(settling: Settling, { path }: Part): { from: number; to: number } | undefined {
  let from: number | undefined;
  try {
    from = openFolderBeneath(settling.from, path);
    return { from, to: openFolderBeneath(settling.to, path) };
  } catch (error) {
    if (from !== undefined) close(from);
    if (path !== '' && MEANT_FOR_LATER.has(codeOf(error) ?? '')) return undefined;
    throw error;
  }
}

const inHome = (part: Part, path: ByteName): ByteName =>
  part.path === '' ? path : path === '.' || path === '' ? part.path : `${part.path}/${path}`;

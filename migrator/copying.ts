import { rsyncFilter } from '#lib/migrations/excludes.ts';
import type { CopyRequest } from './arguments.ts';
import type { AclFound, BulkSetup, BulkTally } from './bulk/setup.ts';
import type { ByteName } from './byte-name.ts';
import { canKeepAccessTimes } from './capabilities.ts';
import type { Crew } from './crew/crew.ts';
import type { Counter } from './crew/shared-state.ts';
import { readExcludes } from './excludes.ts';
import { FoundInHome, isFinding } from './found-in-home.ts';
import type { Homes } from './homes.ts';
import type { Progress } from './progress.ts';
import type { Found as FoundForReceipt } from './receipt-advice.ts';
import type { Reporter } from './reporter.ts';
import type { Scan } from './scan/scan.ts';
import { wordsOf } from './settle/rsync-output.ts';
import { settle } from './settle/settle.ts';
import { clearLinks, type Staging } from './staging.ts';

/** rsyncs at the same time where the workers had to wait for the file systems. */
const MOST_RSYNCS = 16;

export interface CopyingTree {
  readonly request: CopyRequest;
  readonly homes: Homes;
  readonly staging: Staging;
  readonly scanned: Scan;
  readonly crew: Crew;
  /** How many workers the crew began with; more means that they had to wait. */
  readonly processors: number;
  readonly reporter: Reporter;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  syncNow(): void;
}

/** What is left to do for the owner's sake, and what the file system was seen to refuse. */
export interface Copied {
  /** Entries that rsync made or mended, and those with an ACL. */
  readonly unowned: ReadonlySet<ByteName>;
  readonly refused: readonly ByteName[];
  readonly losesAttributes: boolean;
  /** Whether every original that has not changed since the scan was seen to have no attribute of any kind. */
  readonly isBare: boolean;
  /** What the person should check in the copy. */
  readonly found: FoundForReceipt;
  readonly kept: { readonly files: number; readonly bytes: number };
}

/**
 * Fills the tree: the bulk pass first, by all workers, then the settle pass, in which rsync proves that nothing was missed
 * and mends what was. Throws `copyFailed`, `outOfSpace` or `stopped`.
 */
export async function copyTree(copying: CopyingTree): Promise<Copied> {
  const { crew, scanned, progress } = copying;
  const unowned = new Set<ByteName>();
  const refused: ByteName[] = [];
  const found = new FoundInHome();
  const tallies = await bulk(copying, { unowned, refused, found }, {});
  const kept = keptBy(tallies);
  progress.reached({ files: scanned.files, bytes: scanned.bytes, keptBytes: kept.bytes }, undefined);
  await clearLinks(copying.staging, copying.signal);
  // All that was suspect was copied again.
  copying.staging.suspectFrom = null;
  // What was written goes to the disk while everything is compared.
  copying.syncNow();
  for (const { untoldLinks } of tallies) found.addLinks(untoldLinks);
  const hasAttributes = tallies.some((tally) => tally.hasAttributes);
  const losesAttributes = await settleTree(copying, { unowned, refused, found, hasAttributes });
  crew.at = undefined;
  return {
    ...{ unowned, refused, losesAttributes, found: found.forReceipt() },
    isBare: tallies.every((tally) => tally.isBare),
    kept,
  };
}

/** What an earlier run had copied. */
const keptBy = (tallies: readonly BulkTally[]): Copied['kept'] =>
  tallies.reduce((sum, { keptFiles, keptBytes }) => ({ files: sum.files + keptFiles, bytes: sum.bytes + keptBytes }), {
    files: 0,
    bytes: 0,
  });

interface Found {
  readonly unowned: Set<ByteName>;
  readonly refused: ByteName[];
  readonly found: FoundInHome;
}

async function bulk(
  { request, homes, staging, crew, reporter, progress, signal }: CopyingTree,
  { unowned, refused, found }: Found,
  some: Partial<Pick<BulkSetup, 'resumed' | 'isShallow'>> & { readonly folders?: readonly ByteName[] },
): Promise<readonly BulkTally[]> {
  const { folders, ...changed } = some;
  const sum = (counter: Counter) => crew.shared.sum(counter);
  const setup: BulkSetup = {
    ...{ home: homes.old.dir, homePath: homes.old.path, oldUser: request.oldUser },
    ...{ tree: staging.tree, links: staging.links, owner: homes.owner },
    ...{ keepSetId: request.setId === 'keep', isRoot: process.geteuid?.() === 0, excludes: request.excludes },
    ...{
      bytesPerSecond: request.limit ?? null,
      resumed: staging.resumes !== null,
      isShallow: false,
      isLastLook: request.verify === 'none',
    },
    suspectFrom: staging.suspectFrom === null ? null : String(staging.suspectFrom),
    timeStep: staging.abilities.timeStep,
    ...changed,
  };
  return (await crew.run({
    ...{ job: 'bulk', setup, signal, bytesPerSecond: request.limit },
    ...(folders && { tasks: folders.map((path) => ({ path })) }),
    onTold: (message) => {
      if (isFinding(message)) found.take(message);
      else unowned.add((message as AclFound).acl);
    },
    onNote: (kind, path, detail) => {
      if (kind === 'refusedName') refused.push(path);
      reporter.note(kind, path, detail);
    },
    onLook: () => {
      // Of folders that are gone through once more, this run itself has copied what is there.
      const keptBytes = folders ? 0 : sum('keptBytes');
      progress.reached({ files: sum('files'), bytes: sum('bytes'), keptBytes }, crew.at);
    },
  })) as readonly BulkTally[];
}

/** Whether the new home was seen to lose attributes. */
async function settleTree(
  copying: CopyingTree,
  { unowned, refused, found, hasAttributes }: Found & { readonly hasAttributes: boolean },
): Promise<boolean> {
  const { request, homes, staging, scanned, reporter, signal } = copying;
  let losesAttributes = false;
  await settle({
    ...{
      from: homes.old.dir,
      to: staging.tree,
      lock: staging.lock,
      weights: scanned.weights,
      whole: scanned.whole,
      beyond: [...scanned.beyond, ...refused],
      signal,
    },
    ...{ keepSetId: request.setId === 'keep', keepAccessTimes: canKeepAccessTimes(scanned.foreign) },
    timeStep: staging.abilities.timeStep,
    ...{ hasAttributes, hungAfter: request.hungAfter, bytesPerSecond: request.limit },
    filter: rsyncFilter(readExcludes(request.excludes)),
    jobs: rsyncsFor(copying),
    bring: async (paths) => {
      const folders = new Set(paths.map((path) => path.slice(0, Math.max(0, path.lastIndexOf('/')))));
      await bulk(copying, { unowned, refused, found }, { folders: [...folders], resumed: true, isShallow: true });
      await clearLinks(staging, signal);
    },
    onItem: ({ item, path }) => {
      unowned.add(path === '.' ? '' : path);
      reporter.entry('mended', path, wordsOf(item));
    },
    onAttributeLost: (path) => {
      losesAttributes = true;
      reporter.note('attributeLost', path, 'The new home cannot keep its extended attributes or ACL.');
    },
    onVanished: (path) => reporter.note('vanished', path, 'It was removed before it could be copied.'),
  });
  return losesAttributes;
}

/** How many rsyncs settle together: as many as waiting workers did where the file systems are slow, else one for each of two processors. */
function rsyncsFor({ crew, processors }: CopyingTree): number {
  if (crew.count > processors) return Math.min(MOST_RSYNCS, crew.count);
  return processors > 1 ? 2 : 1;
}

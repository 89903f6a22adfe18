import { fsyncSync } from 'node:fs';
import { join } from 'node:path';
import type { CopyRequest } from './arguments.ts';
import { canKeepAccessTimes } from './capabilities.ts';
import { keepSynced, syncAll } from './durability.ts';
import { type Entry, look } from './entry.ts';
import { codeOf, failureOf } from './failure.ts';
import { factsOf, type Homes, openHomes, roomOf, rootMode } from './homes.ts';
import type { Facts } from './outcome.ts';
import { giveToOwner } from './owner.ts';
import { Pacer, throwIfStopped } from './pacer.ts';
import { Progress } from './progress.ts';
import { publish } from './publish.ts';
import { writeReceipt } from './receipt.ts';
import type { Reporter } from './reporter.ts';
import { checkRoom } from './room.ts';
import { checkRsync, runRsync } from './rsync.ts';
import { checkDepth, type Scan, scan } from './scan.ts';
import { makeStaging, removeStaging, type Staging } from './staging.ts';
import { fchmodat } from './syscalls.ts';
import { type Counted, verify } from './verify.ts';

/** What every step of a copy works with. */
interface Copying {
  readonly request: CopyRequest;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  readonly facts: Facts;
  readonly startedAt: Date;
  readonly pacer: Pacer;
  readonly progress: Progress;
}
interface Staged extends Copying {
  readonly homes: Homes;
  readonly staging: Staging;
}

/**
 * Copies the old home into a folder of the new home that appears there only when everything in it is finished.
 * Fills `facts` on the way. Throws the failure that ended it; what was copied until then stays in marked staging.
 */
export async function copyHome(
  request: CopyRequest,
  reporter: Reporter,
  signal: AbortSignal,
  facts: Facts,
): Promise<void> {
  const startedAt = new Date();
  const copying = {
    request,
    reporter,
    signal,
    facts,
    startedAt,
    pacer: new Pacer(signal),
    progress: new Progress(reporter),
  };
  await tellRsync(copying);
  const homes = openHomes(request);
  Object.assign(facts, { owner: homes.owner, oldHome: factsOf(homes.old.entry), newHome: factsOf(homes.new.entry) });
  try {
    throwIfStopped(signal);
    const staging = makeStaging(request, homes, startedAt);
    await fillAndPublish({ ...copying, homes, staging });
  } finally {
    facts.room = roomAtEnd(homes);
  }
}

/** Not being told the room must not hide how the run ended. */
function roomAtEnd(homes: Homes): Facts['room'] {
  try {
    return roomOf(homes.new.dir);
  } catch {
    return null;
  }
}

async function tellRsync({ request, reporter }: Copying): Promise<void> {
  const { version, isSafe } = await checkRsync(request.allowOldRsync);
  if (isSafe) return;
  reporter.log('warning', `UNSAFE: rsync ${version} can be led out of a home by whoever writes to it during the copy.`);
}

async function fillAndPublish(staged: Staged): Promise<void> {
  const { facts, reporter } = staged;
  reporter.phase('scanning');
  const scanned = await scanAll(staged);
  reporter.phase('copying');
  Object.assign(facts, partialFacts(staged));
  await copyAll(staged, scanned);
  reporter.phase('owning');
  await own(staged);
  reporter.phase('verifying');
  const counted = await compare(staged, scanned);
  reporter.phase('finishing');
  await finish(staged, counted);
}

/** Counts the old home and looks whether the copy fits. Nothing was copied where this fails, so staging goes. */
async function scanAll({ homes, staging, pacer, progress, facts }: Staged): Promise<Scan> {
  try {
    const scanned = await scan(homes.old, pacer, (soFar) => progress.found(soFar));
    Object.assign(facts, { totalFiles: scanned.files, totalBytes: scanned.bytes });
    progress.found(scanned);
    checkDepth(scanned);
    checkRoom(homes.new, scanned);
    return scanned;
  } catch (error) {
    removeStaging(staging);
    throw failureOf(error, 'copyFailed', 'scanning the old home');
  }
}

const partialFacts = ({ request, staging }: Staged): Partial<Facts> => ({
  folder: request.folder,
  folderState: 'partial',
  path: join(request.newHome, staging.name),
  staging: staging.name,
});

async function copyAll(
  { request, homes, staging, signal, reporter, progress, facts }: Staged,
  scanned: Scan,
): Promise<void> {
  const stopSyncing = keepSynced(staging.tree);
  try {
    await runRsync({
      from: homes.old.dir,
      to: staging.tree,
      keepSetId: request.setId === 'keep',
      keepAccessTimes: canKeepAccessTimes(scanned.foreign),
      hungAfter: request.hungAfter,
      signal,
      onEvent: (event) => progress.hear(event),
      onAttributeLost: (path) =>
        reporter.note('attributeLost', path, 'The new home cannot keep its extended attributes or ACL.'),
      onVanished: (path) => reporter.note('vanished', path, 'It was removed before it could be copied.'),
    });
    progress.complete();
  } catch (error) {
    throw failureOf(error, 'copyFailed', 'copying');
  } finally {
    await stopSyncing();
    Object.assign(facts, progress.done);
  }
}

async function own({ homes, staging, reporter, pacer }: Staged): Promise<void> {
  const root = openRoot(staging.tree, reporter);
  await giveToOwner({ staging, root, owner: homes.owner, oldUid: homes.old.entry.uid, reporter, pacer });
}

/** A runner that is not root can neither write the receipt into nor rename a folder that is closed to itself. */
function openRoot(tree: number, reporter: Reporter): Entry {
  const root = look(tree, '');
  const mode = rootMode(root.mode);
  if (mode === root.mode) return root;
  fchmodat(tree, '.', mode);
  reporter.note('attributeLost', '', `Its mode was ${root.mode.toString(8)}; the owner may read and write it now.`);
  return look(tree, '');
}

function compare({ homes, staging, request, reporter, pacer, facts }: Staged, { memory }: Scan): Promise<Counted> {
  const keepSetId = request.setId === 'keep';
  return verify({ home: homes.old, tree: staging.tree, owner: homes.owner, keepSetId, memory, reporter, pacer }).then(
    (counted) => {
      Object.assign(facts, counted);
      return counted;
    },
    (error: unknown) => {
      throw failureOf(error, 'copyFailed', 'comparing copy and original');
    },
  );
}

/** Nothing is written into the copy between its last sync and the rename; the rename is the last moment to be stopped. */
async function finish(
  { request, homes, staging, reporter, signal, startedAt, facts }: Staged,
  counted: Counted,
): Promise<void> {
  throwIfStopped(signal);
  try {
    writeReceipt(staging.tree, { request, owner: homes.owner, counted, startedAt, notes: reporter.notes });
    await syncAll(staging.tree);
    throwIfStopped(signal);
    const folder = publish(staging, request.folder);
    Object.assign(facts, { folder, folderState: 'complete', path: join(request.newHome, folder), staging: null });
    settle(homes, reporter);
    removeStaging(staging);
  } catch (error) {
    throw failureOf(error, 'copyFailed', 'publishing the copy');
  }
}

/** The copy is on disk and has its name. Should the name itself not be kept, that is worth a word and no failure. */
function settle(homes: Homes, reporter: Reporter): void {
  try {
    fsyncSync(homes.new.dir);
  } catch (error) {
    reporter.log('warning', `The new home's folder could not be brought to its disk: ${codeOf(error)}.`);
  }
}

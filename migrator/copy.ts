import { join } from 'node:path';
import type { CopyRequest } from './arguments.ts';
import { type Copied, copyTree } from './copying.ts';
import { Crew } from './crew/crew.ts';
import { crewSize } from './crew/size.ts';
import { keepSynced, type Syncing } from './durability.ts';
import { look } from './entry.ts';
import { type Failure, failureOf } from './failure.ts';
import { factsOf, type Homes, openHomes, roomAtEnd, rootMode } from './homes.ts';
import { NoteFile } from './note-file.ts';
import type { Facts } from './outcome.ts';
import { giveEach, giveToOwner, type Handing } from './owner.ts';
import { watchOwnership } from './ownership.ts';
import { Pacer, throwIfStopped } from './pacer.ts';
import { Progress } from './progress.ts';
import { publish, syncName } from './publish.ts';
import type { Published } from './published.ts';
import { writeReceipt } from './receipt.ts';
import type { Reporter } from './reporter.ts';
import { checkRoom, orFull, watchRoom } from './room.ts';
import { type Scan, scan } from './scan/scan.ts';
import { checkRsync } from './settle/rsync.ts';
import { openStaging, removeStaging, type Staging } from './staging.ts';
import { fchmodat } from './syscalls.ts';
import { type Counted, verify } from './verify/verify.ts';

/** Beyond this, everything is looked at once more rather than one by one. */
const MOST_ONE_BY_ONE = 20_000;

/** What every step of a copy works with. */
interface Copying {
  readonly request: CopyRequest;
  readonly reporter: Reporter;
  readonly stop: AbortController;
  readonly facts: Facts;
  readonly startedAt: Date;
  readonly progress: Progress;
  readonly crew: Crew;
  readonly processors: number;
}
interface Staged extends Copying {
  readonly homes: Homes;
  readonly staging: Staging;
  readonly syncing: Syncing;
  readonly noteFile: NoteFile;
}

/**
 * Copies the old home into a folder of the new home that appears there only when everything in it is finished.
 * Fills `facts` on the way. Throws the failure that ended it; what was copied until then stays in marked staging.
 */
export async function copyHome(
  request: CopyRequest,
  reporter: Reporter,
  stop: AbortController,
  facts: Facts,
): Promise<void> {
  const startedAt = new Date();
  // Modes are set as they are to be, in folders that nobody else can enter.
  process.umask(0);
  const size = crewSize(request.workers);
  const crew = new Crew(size);
  const progress = new Progress(reporter);
  const copying = { request, reporter, stop, facts, startedAt, progress, crew, processors: size.workers };
  try {
    await tellRsync(copying);
    const homes = openHomes(request);
    Object.assign(facts, { owner: homes.owner, oldHome: factsOf(homes.old.entry), newHome: factsOf(homes.new.entry) });
    try {
      throwIfStopped(stop.signal);
      const staging = await openStaging({ request, homes, startedAt, reporter, signal: stop.signal });
      await inStaging({ ...copying, homes, staging });
    } finally {
      facts.room = roomAtEnd(homes.new);
    }
  } finally {
    await crew.end();
  }
}

async function tellRsync({ request, reporter }: Copying): Promise<void> {
  const { version, isSafe } = await checkRsync(request.allowOldRsync);
  if (isSafe) return;
  reporter.log('warning', `UNSAFE: rsync ${version} can be led out of a home by whoever writes to it during the copy.`);
}

/** Works as long as staging is this run's and what is written reaches the disk. */
async function inStaging(copying: Omit<Staged, 'syncing' | 'noteFile'>): Promise<void> {
  const { staging, stop } = copying;
  const lose = (failure: Failure): void => stop.abort(failure);
  const stopWatching = watchOwnership(staging, lose);
  const syncing = keepSynced(staging, stop.signal, lose);
  const noteFile = new NoteFile(staging.dir);
  copying.reporter.noteInto(noteFile);
  try {
    await fillAndPublish({ ...copying, syncing, noteFile });
  } finally {
    stopWatching();
    syncing.stop();
    noteFile.close();
  }
}

async function fillAndPublish(staged: Staged): Promise<void> {
  const { facts, reporter, staging } = staged;
  if (staging.resumes !== null) Object.assign(facts, partialFacts(staged));
  if (staging.published) return sayPublished(staged, staging.published);
  reporter.phase('scanning');
  const scanned = await scanAll(staged);
  reporter.phase('copying');
  Object.assign(facts, partialFacts(staged));
  const copied = await copyAll(staged, scanned);
  reporter.phase('owning');
  await own(staged, copied);
  // What is not compared is not said to be.
  if (staged.request.verify !== 'none') reporter.phase('verifying');
  const counted = await compare(staged, scanned, copied);
  reporter.phase('finishing');
  await finish(staged, counted, copied);
}

/** The run before was killed right after its copy had its name: that is left to say. */
function sayPublished({ request, homes, staging, reporter, facts, noteFile }: Staged, published: Published): void {
  const { folder, files, bytes } = published;
  reporter.log('info', `The run before had published its copy as ${folder} already.`);
  Object.assign(facts, { files, bytes, totalFiles: files, totalBytes: bytes });
  Object.assign(facts, { folder, folderState: 'complete', path: join(request.newHome, folder), staging: null });
  syncName(homes.new.dir, reporter);
  noteFile.close();
  removeStaging(staging);
}

/** Counts the old home and looks whether the copy fits. Nothing was copied where this fails, so new staging goes. */
async function scanAll({ request, homes, staging, stop, crew, progress, facts, noteFile }: Staged): Promise<Scan> {
  try {
    const scanned = await scan({
      ...{ home: homes.old, crew, excludes: request.excludes, signal: stop.signal },
      onFound: (files, bytes) => progress.found({ files, bytes }),
    });
    Object.assign(facts, { totalFiles: scanned.files, totalBytes: scanned.bytes });
    // What is there already needs no room; how much that is shows on the way.
    if (staging.resumes === null) checkRoom(homes.new, scanned);
    return scanned;
  } catch (error) {
    noteFile.close();
    if (staging.resumes === null) removeStaging(staging);
    throw failureOf(error, 'copyFailed', 'scanning the old home');
  }
}

const partialFacts = ({ request, staging }: Staged): Partial<Facts> => ({
  folder: staging.folder,
  folderState: 'partial',
  path: join(request.newHome, staging.name),
  staging: staging.name,
});

async function copyAll(staged: Staged, scanned: Scan): Promise<Copied> {
  const { homes, staging, stop, progress, facts, syncing } = staged;
  const stopWatching = watchRoom(homes.new, (failure) => stop.abort(failure));
  try {
    const copied = await copyTree({ ...staged, scanned, signal: stop.signal, syncNow: syncing.now });
    progress.complete();
    if (staging.resumes !== null) facts.kept = { run: staging.resumes, ...copied.kept };
    return copied;
  } catch (error) {
    throw orFull(failureOf(error, 'copyFailed', 'copying'), homes.new);
  } finally {
    stopWatching();
    Object.assign(facts, progress.done);
  }
}

async function own({ homes, staging, reporter, stop, facts }: Staged, { unowned }: Copied): Promise<void> {
  const handing: Handing = {
    ...{ staging, root: look(staging.tree, ''), owner: homes.owner, oldUid: homes.old.entry.uid, reporter },
    ...{ pacer: new Pacer(stop.signal), handedOver: 0 },
  };
  // A runner that is not root could neither write the receipt into nor rename a folder that is closed to itself.
  fchmodat(staging.tree, '.', rootMode(homes.old.entry.mode));
  if (unowned.size > MOST_ONE_BY_ONE) await giveToOwner(handing);
  else await giveEach(handing, unowned);
  facts.aclEntries = handing.handedOver;
}

function compare(
  { homes, staging, request, reporter, stop, facts, crew }: Staged,
  scanned: Scan,
  { refused, losesAttributes, isBare }: Copied,
): Promise<Counted> {
  const { mode } = homes.old.entry;
  if (rootMode(mode) !== mode) {
    reporter.note('attributeLost', '', `Its mode was ${mode.toString(8)}; the owner may read and write it now.`);
  }
  facts.verify = request.verify;
  if (request.verify === 'none') {
    const { files, bytes } = scanned;
    Object.assign(facts, { files, bytes });
    return Promise.resolve({ files, bytes });
  }
  const setup = {
    ...{ home: homes.old.dir, tree: staging.tree, owner: homes.owner, oldUid: homes.old.entry.uid },
    ...{
      keepSetId: request.setId === 'keep',
      isChecksums: request.verify === 'checksums',
      times: scanned.times.buffer,
    },
    ...{ excludes: request.excludes, refused, losesAttributes, isBare, ...staging.abilities },
  };
  return verify({ crew, setup, reporter, signal: stop.signal }).then(
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
  { request, homes, staging, reporter, stop, startedAt, facts, syncing, noteFile }: Staged,
  counted: Counted,
  { found }: Copied,
): Promise<void> {
  throwIfStopped(stop.signal);
  try {
    const { run, oldUser, newUser, excludes, note } = request;
    writeReceipt(staging.tree, {
      ...{ run, oldUser, newUser, note, excludes, resumes: staging.resumes, startedAt },
      ...{ finishedAt: new Date(), owner: homes.owner, ...counted, notes: reporter.notes, noteFile, found },
    });
    noteFile.close();
    await syncing.finish();
    throwIfStopped(stop.signal);
    const folder = publish(staging, counted);
    Object.assign(facts, { folder, folderState: 'complete', path: join(request.newHome, folder), staging: null });
    syncName(homes.new.dir, reporter);
    removeStaging(staging);
  } catch (error) {
    throw failureOf(error, 'copyFailed', 'publishing the copy');
  }
}

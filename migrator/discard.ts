import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRESS_INTERVAL_MS } from '#lib/migrations/wire.ts';
import type { DiscardRequest } from './arguments.ts';
import { printable } from './byte-name.ts';
import { isSameInode, look } from './entry.ts';
import { codeOf, Failure, failureOf } from './failure.ts';
import { factsOf, type Home, openHome, roomAtEnd } from './homes.ts';
import { MARKER } from './marker-name.ts';
import type { Facts } from './outcome.ts';
import { removeFile } from './own-file.ts';
import { LOCK, watchOwnership } from './ownership.ts';
import { Pacer } from './pacer.ts';
import { openPartial, type PartialFolder, takeOver } from './partial-folder.ts';
import { SCRATCH } from './probe-owner.ts';
import { type Removal, removeContents } from './remover.ts';
import type { Reporter } from './reporter.ts';
import { rmdirat } from './syscalls.ts';
import { namesIn, openFolder } from './walk.ts';

/** How many entries that stay are told one by one. */
const TOLD = 20;

interface Discarding {
  readonly request: DiscardRequest;
  readonly reporter: Reporter;
  readonly stop: AbortController;
  readonly home: Home;
}

/**
 * Removes one partial folder that the migrator made, and nothing else. One that is not there is no error. Whatever writes into it
 * stops first. Until the last moment it keeps its marker, so that what a stop or a failure leaves can be discarded again.
 * Throws `unsafeHome` where it is not the migrator's, `copyFailed` where something in it cannot be removed, or `stopped`.
 */
export async function discard(
  request: DiscardRequest,
  reporter: Reporter,
  stop: AbortController,
  facts: Facts,
): Promise<void> {
  const home = openHome(request.newHome, 'new');
  facts.newHome = factsOf(home.entry);
  const partial = openPartial(home.dir, request.partial);
  if (!partial) {
    reporter.log('info', `There is no ${request.partial} in the new home; nothing was to be removed.`);
    return;
  }
  const { name, marker } = partial;
  const path = join(request.newHome, name);
  Object.assign(facts, { folder: marker?.folder ?? null, folderState: 'partial', path, staging: name });
  try {
    await removePartial({ request, reporter, stop, home }, partial);
  } catch (error) {
    // Whoever wrote there may have finished or removed it while it was waited for.
    if (stop.signal.aborted || openPartial(home.dir, name)) {
      throw failureOf(error, 'copyFailed', 'removing the partial folder');
    }
    reporter.log('info', `${name} was published or removed by another run meanwhile.`);
  } finally {
    facts.room = roomAtEnd(home);
  }
  Object.assign(facts, { folder: null, folderState: 'none', path: null, staging: null });
}

async function removePartial(discarding: Discarding, partial: PartialFolder): Promise<void> {
  const { request, reporter, stop, home } = discarding;
  const lock = await take(discarding, partial);
  const stopWatching = partial.marker
    ? watchOwnership({ dir: partial.dir, run: request.run }, (failure) => stop.abort(failure))
    : () => {};
  try {
    reporter.phase('finishing');
    await empty(discarding, partial);
  } finally {
    stopWatching();
  }
  // A file server keeps a name for a file that is removed while it is open.
  if (lock !== undefined) closeSync(lock);
  removeFile(partial.dir, LOCK);
  removeFile(partial.dir, MARKER);
  removeEntryOf(home.dir, partial);
}

/** Becomes the folder's one writer. Without a marker it must be as a run leaves it that ended before it wrote one. */
async function take({ request, stop }: Discarding, partial: PartialFolder): Promise<number | undefined> {
  const { name, marker, dir } = partial;
  if (!marker) {
    if (isBarelyBegun(dir)) return undefined;
    throw new Failure('unsafeHome', `${name} has no marker of the migrator, and is not empty.`);
  }
  if (request.leftBy !== undefined && ![marker.run, marker.madeBy, ...marker.before].includes(request.leftBy)) {
    throw new Failure('copyFailed', `${name} was not left by run ${request.leftBy}, but by ${marker.run}.`);
  }
  return (await takeOver(partial, request.run, stop.signal)).lock;
}

function isBarelyBegun(dir: number): boolean {
  const again = openFolder(dir, '.');
  try {
    return namesIn(again).every((name) => name === SCRATCH || name.startsWith(`${MARKER}.`));
  } finally {
    closeSync(again);
  }
}

async function empty({ reporter, stop }: Discarding, partial: PartialFolder): Promise<void> {
  let removed = 0;
  let kept = 0;
  let first = '';
  let saidAt = performance.now();
  const say = (): void => {
    saidAt = performance.now();
    const unknown = { bytesDone: 0, bytesTotal: 0, filesTotal: 0, rate: null, remaining: null, path: null };
    reporter.progress({ ...unknown, filesDone: removed });
  };
  const removal: Removal = {
    spare: new Set([LOCK, MARKER]),
    onRemoved() {
      removed += 1;
      if (removed % 256 === 0 && performance.now() - saidAt >= PROGRESS_INTERVAL_MS) say();
    },
    onKept(path, code) {
      kept += 1;
      const what = `“${printable(path)}” cannot be removed: ${code}.`;
      first ||= what;
      if (kept <= TOLD) reporter.log('warning', what);
    },
  };
  await removeContents(partial.dir, removal, new Pacer(stop.signal));
  say();
  if (kept === 0) return;
  const more = kept === 1 ? '' : ` ${kept - 1} more stay as well.`;
  throw new Failure('copyFailed', `The partial folder is not gone: ${first}${more}`);
}

/** Takes away the folder's name, wherever in the home whoever owns that moved it; never another folder that took its place. */
function removeEntryOf(home: number, { name, entry, dir }: PartialFolder): void {
  const isIt = (candidate: string): boolean => {
    try {
      return isSameInode(look(home, candidate), entry);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      return false;
    }
  };
  const again = openFolder(home, '.');
  try {
    const found = isIt(name) ? name : namesIn(again).find(isIt);
    if (found !== undefined) rmdirat(home, found);
    else if (look(dir, '').links > 0) throw new Failure('unsafeHome', MOVED);
  } finally {
    closeSync(again);
  }
}
const MOVED = 'The partial folder was moved out of its place meanwhile. It is empty now.';

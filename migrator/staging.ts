import { closeSync } from 'node:fs';
import { stagingName } from '#lib/migrations/names.ts';
import type { CopyRequest } from './arguments.ts';
import { look } from './entry.ts';
import { codeOf, Failure, failureOf, SyscallError } from './failure.ts';
import type { Homes } from './homes.ts';
import { freshJournal, JOURNAL, type Journal, readJournal, STAMP, suspectFrom, writeJournal } from './journal.ts';
import { type Marker, writeMarker } from './marker.ts';
import { MARKER } from './marker-name.ts';
import { NOTES } from './note-file.ts';
import { removeFile } from './own-file.ts';
import { LOCK, takeLock } from './ownership.ts';
import { Pacer } from './pacer.ts';
import { openPartial, type PartialFolder, takeOver } from './partial-folder.ts';
import { probeOwner, squashed } from './probe-owner.ts';
import { findPublished, type Published } from './published.ts';
import { removeContents } from './remover.ts';
import type { Reporter } from './reporter.ts';
import { fchmodat, mkdirat, rmdirat, unlinkat } from './syscalls.ts';
import { type Abilities, probeAbilities } from './verify/probes.ts';
import { openFolder } from './walk.ts';
import { removeXattr } from './xattr-calls.ts';

export const TREE = 'tree';
/** Where the bulk pass keeps files with several names, by inode. */
const LINKS = 'links';

/** The private folder in the new home where a copy is made until it is published. */
export interface Staging {
  readonly name: string;
  /** The new home that it lies in. */
  readonly home: number;
  readonly dir: number;
  /** The copy itself, inside staging. */
  readonly tree: number;
  readonly links: number;
  /** The one writer's lock. */
  readonly lock: number;
  /** The run that writes here. */
  readonly run: string;
  /** What the copy will be called: the first run's name. */
  readonly folder: string;
  /** The run whose copy this one goes on with, or null for a fresh one; then the tree may hold something already. */
  readonly resumes: string | null;
  /** What was written at this moment (ns, as the new home's file system tells) or later may not be on its disk; null for nothing, or once it was copied again. */
  suspectFrom: bigint | null;
  /** The copy where the run before was ended right after it had published it; then nothing else is to be done. */
  readonly published: Published | undefined;
  journal: Journal;
  readonly abilities: Abilities;
}

interface Opening {
  readonly request: CopyRequest;
  readonly homes: Homes;
  readonly startedAt: Date;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

/**
 * Makes `.rehome-<run>`, or takes over the one that is to be resumed, as its one writer, and proves that files there can be given
 * to the new owner. Throws `ownershipFailed` where the export squashes root, `unsafeHome` where the folder is not one of the
 * migrator's, `outOfSpace`, `stopped` or `copyFailed`.
 */
export function openStaging(opening: Opening): Promise<Staging> {
  const { resume } = opening.request;
  return resume === undefined ? makeStaging(opening) : resumeStaging(opening, resume);
}

async function makeStaging({ request, homes, startedAt, reporter, signal }: Opening): Promise<Staging> {
  const name = stagingName(request.run);
  const home = homes.new.dir;
  makeFolder(home, name);
  const held: number[] = [];
  const keep = (fd: number): number => {
    held.push(fd);
    return fd;
  };
  try {
    const dir = keep(openPrivate(home, name));
    probeOwner(dir, homes.owner);
    writeMarker(dir, markerOf(request, startedAt));
    const lock = keep(await takenLock(dir, request.run, reporter, signal));
    for (const folder of [TREE, LINKS]) mkdirat(dir, folder, 0o700);
    const [tree, links] = [keep(openPrivate(dir, TREE)), keep(openPrivate(dir, LINKS))];
    const abilities = probeAbilities(dir);
    const journal = freshJournal();
    writeJournal(dir, request.run, journal);
    const { run, folder } = request;
    const fresh = { resumes: null, suspectFrom: null, published: undefined };
    return { name, home, dir, tree, links, lock, run, folder, journal, abilities, ...fresh };
  } catch (error) {
    const [dir, ...inside] = held;
    for (const fd of inside) closeSync(fd);
    discardEmpty(home, name, dir);
    if (dir !== undefined) closeSync(dir);
    throw failureOf(error, 'copyFailed', 'making the staging folder');
  }
}

async function resumeStaging({ request, homes, reporter, signal }: Opening, name: string): Promise<Staging> {
  const home = homes.new.dir;
  try {
    const partial = openPartial(home, name);
    if (!partial) throw new Failure('copyFailed', `There is no partial folder ${name} in the new home.`);
    const marker = ownMarker(partial, request);
    const { dir } = partial;
    const { lock, isLocked } = await takeOver(partial, request.run, signal);
    if (!isLocked) warnWithoutLock(reporter);
    removeFile(dir, 'ability');
    removeFile(dir, 'scratch');
    probeOwner(dir, homes.owner);
    const found = readJournal(dir);
    const published = hasTree(dir) ? undefined : findPublished(home, marker.folder, found);
    const suspect = suspectFrom(found);
    // What was suspect stays so until all of it was copied again and brought to the disk, whatever boot that is in.
    const journal = { ...freshJournal(), synced: found.synced, syncFailed: suspect !== null };
    if (!published) writeJournal(dir, request.run, journal);
    const tree = openInside(dir, TREE);
    const links = openInside(dir, LINKS);
    const staging: Staging = {
      ...{ name, home, dir, tree, links, lock, run: request.run, folder: marker.folder, resumes: marker.run },
      ...{ suspectFrom: suspect, published, journal, abilities: probeAbilities(dir) },
    };
    await clearLinks(staging, signal);
    return staging;
  } catch (error) {
    throw failureOf(error, 'copyFailed', 'going on in the partial folder');
  }
}

/** The marker of a partial folder that this run may go on in. */
function ownMarker({ name, marker }: PartialFolder, { oldUser, leftBy }: CopyRequest): Marker {
  if (!marker) throw new Failure('copyFailed', `${name} has no marker: nothing was copied into it.`);
  if (marker.oldUser !== oldUser) throw new Failure('unsafeHome', `${name} is the copy of another user’s home.`);
  if (leftBy !== undefined && marker.run !== leftBy) {
    throw new Failure('copyFailed', `${name} was left by run ${marker.run}, not by ${leftBy}.`);
  }
  return marker;
}

const markerOf = ({ run, oldUser, newUser, folder }: CopyRequest, startedAt: Date): Marker => ({
  ...{ state: 'partial', run, madeBy: run, before: [] },
  ...{ oldUser, newUser, folder, startedAt: startedAt.toISOString() },
});

async function takenLock(dir: number, run: string, reporter: Reporter, signal: AbortSignal): Promise<number> {
  const { lock, isLocked } = await takeLock({ dir, run }, signal);
  if (!isLocked) warnWithoutLock(reporter);
  return lock;
}

function hasTree(dir: number): boolean {
  try {
    return look(dir, TREE).type === 'folder';
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return false;
  }
}

function warnWithoutLock(reporter: Reporter): void {
  reporter.log('warning', 'The file system knows no locks; only the marker keeps a second run from writing here.');
}

/** A folder inside staging, which nobody else can enter; made where a run was ended before it could. */
function openInside(dir: number, name: string): number {
  try {
    mkdirat(dir, name, 0o700);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  return openFolder(dir, name);
}

/** Lets go of the names by inode; the names in the tree stay. Throws `stopped`. */
export async function clearLinks({ links }: Pick<Staging, 'links'>, signal: AbortSignal): Promise<void> {
  const again = openFolder(links, '.');
  const onKept = (_name: string, code: string): never => {
    throw new SyscallError('unlinkat', code);
  };
  try {
    await removeContents(again, { onKept }, new Pacer(signal));
  } finally {
    closeSync(again);
  }
}

/**
 * Removes staging where nothing was copied into it, or where its tree was published. No file in it may be open but the lock:
 * a file server keeps a name for a file that is removed while it is open, and the folder with it.
 */
export function removeStaging(staging: Staging): void {
  closeSync(staging.lock);
  discardEmpty(staging.home, staging.name, staging.dir);
}

function makeFolder(home: number, name: string): void {
  try {
    mkdirat(home, name, 0o700);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST')
      throw new Failure('copyFailed', `The new home has a folder ${name} already.`, { cause: error });
    if (code === 'EACCES' || code === 'EPERM')
      throw new Failure('ownershipFailed', squashed('write into the new home'));
    throw failureOf(error, 'copyFailed', 'making the staging folder');
  }
}

/** Opens a folder made a moment ago, makes sure that it is that one, and takes from it what it inherited from the new home. */
function openPrivate(parent: number, name: string): number {
  const dir = openFolder(parent, name);
  const entry = look(dir, '');
  if (entry.uid !== process.geteuid?.()) {
    closeSync(dir);
    throw new Failure('ownershipFailed', squashed('own a folder in the new home'));
  }
  removeXattr(dir, '', 'system.posix_acl_default');
  removeXattr(dir, '', 'system.posix_acl_access');
  fchmodat(dir, '.', 0o700);
  return dir;
}

/** Removes what is ours beside the tree, and the folder itself only if nothing else is there. */
function discardEmpty(home: number, name: string, dir: number | undefined): void {
  const attempts = [
    ...(dir === undefined
      ? []
      : [
          () => rmdirat(dir, TREE),
          () => rmdirat(dir, LINKS),
          ...[JOURNAL, STAMP, NOTES, LOCK, MARKER].map((file) => () => unlinkat(dir, file)),
        ]),
    () => rmdirat(home, name),
  ];
  for (const attempt of attempts) {
    try {
      attempt();
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') return;
    }
  }
}

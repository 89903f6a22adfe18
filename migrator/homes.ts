import { closeSync, constants, openSync, statfsSync } from 'node:fs';
import type { FinalResult } from '#lib/migrations/wire.ts';
import type { CopyRequest, OwnerRule } from './arguments.ts';
import { type Entry, isSameInode, look } from './entry.ts';
import { codeOf, Failure } from './failure.ts';
import { O_PATH, openat } from './syscalls.ts';
import { openFolder } from './walk.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface Home {
  /** Held until the end: whatever happens to the path, this is the folder that was looked at. */
  readonly dir: number;
  readonly entry: Entry;
  /** As given, for messages. */
  readonly path: string;
}

export interface Homes {
  readonly old: Home;
  readonly new: Home;
  readonly owner: Owner;
}

/**
 * Opens both homes and holds them. Throws `noOldHome`, `noNewHome`, and `unsafeHome` where one is a link, no folder, the
 * other or inside the other, or belongs to root and should say who the owner is.
 */
export function openHomes(request: Pick<CopyRequest, 'oldHome' | 'newHome' | 'owner'>): Homes {
  const old = openHome(request.oldHome, 'old');
  const fresh = openHome(request.newHome, 'new');
  refuseOverlap(old, fresh);
  return { old, new: fresh, owner: ownerOf(request.owner, old.entry, fresh.entry) };
}

/** The owner of the copy. Throws `unsafeHome` where that would be root. */
export function ownerOf(rule: OwnerRule, old: Entry, fresh: Entry): Owner {
  if (rule !== 'fromHome') return rule;
  for (const [which, entry] of [
    ['old', old],
    ['new', fresh],
  ] as const) {
    if (entry.uid === 0) {
      throw new Failure('unsafeHome', `The ${which} home belongs to root, so the owner is not known. Set homes.owner.`);
    }
  }
  return { uid: fresh.uid, gid: fresh.gid };
}

/** Mode of the copy's own folder: that of the old home, but never closed to a runner that is not root. */
export const rootMode = (mode: number): number => (process.geteuid?.() === 0 ? mode : mode | 0o700);

export const factsOf = ({ uid, gid, mode }: Entry): NonNullable<FinalResult['oldHome']> => ({ uid, gid, mode });

/** Room on a home's file system, as it is for people who are not root. Throws where it cannot be asked. */
export function roomOf(dir: number): NonNullable<FinalResult['room']> {
  const fs = statfsSync(`/proc/self/fd/${dir}`);
  return { bytesFree: fs.bavail * fs.bsize, bytesTotal: fs.blocks * fs.bsize, inodesFree: fs.ffree };
}

/** The room at the end of a run, or null: not being told must not hide how the run ended. */
export function roomAtEnd({ dir }: Home): FinalResult['room'] {
  try {
    return roomOf(dir);
  } catch {
    return null;
  }
}

/** Opens the volume that holds all homes, without the right to read it. Throws `unexpected` where it is not there. */
export function openVolume(path: string): number {
  try {
    return openSync(path, O_PATH | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  } catch (error) {
    throw new Failure('unexpected', `The volume of the homes cannot be opened (${codeOf(error)}).`, { cause: error });
  }
}

/** Opens one home and holds it. Throws `noOldHome` or `noNewHome`, and `unsafeHome` where it is a link or no folder. */
export function openHome(path: string, which: 'old' | 'new'): Home {
  try {
    const dir = openHeld(path);
    return { dir, entry: look(dir, ''), path };
  } catch (error) {
    throw homeFailure(codeOf(error), which) ?? error;
  }
}

function openHeld(path: string): number {
  const found = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  try {
    return openFolder(found, '.');
  } finally {
    closeSync(found);
  }
}

/** What it means that a home could not be opened, or undefined where the reason has no meaning of its own. */
export function homeFailure(code: string | undefined, which: 'old' | 'new'): Failure | undefined {
  if (code === 'ENOENT') {
    return which === 'old'
      ? new Failure('noOldHome', 'The old home does not exist.')
      : new Failure('noNewHome', 'The new home does not exist.');
  }
  if (code === 'ENOTDIR' || code === 'ELOOP' || code === 'EXDEV') {
    return new Failure('unsafeHome', `The ${which} home, or a folder above it, is a link or not a folder.`);
  }
  if (code === 'EACCES' || code === 'EPERM') {
    return new Failure('unsafeHome', `The ${which} home may not be opened (${code}). Look at its owner and mode.`);
  }
  return undefined;
}

function refuseOverlap(old: Home, fresh: Home): void {
  if (isSameInode(old.entry, fresh.entry)) {
    throw new Failure('unsafeHome', 'The old home and the new home are the same folder.');
  }
  if (isBelow(old, fresh)) throw new Failure('unsafeHome', 'The old home lies inside the new home.');
  if (isBelow(fresh, old)) throw new Failure('unsafeHome', 'The new home lies inside the old home.');
}

/** Whether `inner` lies somewhere below `outer`, seen by climbing from the inner one as far up as that is allowed. */
function isBelow(inner: Home, outer: Home): boolean {
  let { dir, entry } = inner;
  for (;;) {
    const above = openAbove(dir);
    if (dir !== inner.dir) closeSync(dir);
    if (above === undefined) return false;
    const next = look(above, '');
    const atRoot = isSameInode(next, entry);
    if (atRoot || isSameInode(next, outer.entry)) {
      closeSync(above);
      return !atRoot;
    }
    dir = above;
    entry = next;
  }
}

function openAbove(dir: number): number | undefined {
  try {
    return openat(dir, '..', O_PATH | constants.O_DIRECTORY);
  } catch (error) {
    if (codeOf(error) === 'EACCES') return undefined;
    throw error;
  }
}

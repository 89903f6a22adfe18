import { fsyncSync } from 'node:fs';
import { type Entry, isSameInode, look } from './entry.ts';
import { codeOf, Failure } from './failure.ts';
import { writeJournal } from './journal.ts';
import { confirmOwnership } from './ownership.ts';
import type { Reporter } from './reporter.ts';
import type { Staging } from './staging.ts';
import { TREE } from './staging-files.ts';
import { renameat, renameNoReplace } from './syscalls.ts';
import type { Counted } from './verify/verify.ts';

/** How many folders of one name are tried. */
const MOST_NAMES = 1000;

/**
 * Makes the finished tree appear in the new home under its name, or `-2`, `-3`… where that is taken, by one rename that replaces
 * nothing. Nothing is written into the copy after. Returns the name.
 * Throws `stopped` where another run took the copy over, `unsafeHome` where what was published is not the folder that was held.
 */
export function publish(staging: Staging, { files, bytes }: Counted): string {
  const held = look(staging.tree, '');
  // By this a resume finds the copy should this process be killed right after the rename.
  const finished = { inode: held.inode.toString(), files, bytes };
  writeJournal(staging.dir, staging.run, { ...staging.journal, finished });
  confirmOwnership(staging);
  const name = moveTo(staging, staging.folder);
  if (!isHeld(staging.home, name, held)) {
    throw new Failure('unsafeHome', `The folder published as ${name} is not the copy: staging was swapped meanwhile.`);
  }
  return name;
}

function moveTo(staging: Staging, folder: string): string {
  for (let number = 1; number <= MOST_NAMES; number++) {
    const name = number === 1 ? folder : `${folder}-${number}`;
    if (rename(staging, name)) return name;
  }
  throw new Failure('copyFailed', `The new home has ${MOST_NAMES} folders named ${folder} already.`);
}

/** Whether the name was free and is the tree's now. */
function rename(staging: Staging, name: string): boolean {
  try {
    renameNoReplace(staging.dir, TREE, staging.home, name);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (codeOf(error) !== 'EINVAL') throw error;
    return renameWithoutFlag(staging, name);
  }
}

/**
 * NFS has no rename that refuses to replace. A plain one of a folder replaces nothing but an empty folder, so looking first
 * leaves only this: an empty folder that somebody makes under this name in the same instant is replaced.
 */
function renameWithoutFlag(staging: Staging, name: string): boolean {
  try {
    look(staging.home, name);
    return false;
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  try {
    renameat(staging.dir, TREE, staging.home, name);
    return true;
  } catch (error) {
    if (['EEXIST', 'ENOTEMPTY', 'ENOTDIR'].includes(codeOf(error) ?? '')) return false;
    throw error;
  }
}

function isHeld(home: number, name: string, held: Entry): boolean {
  try {
    return isSameInode(look(home, name), held);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

/** The copy is on disk and has its name. Should the name itself not be kept, that is worth a word and no failure. */
export function syncName(home: number, reporter: Reporter): void {
  try {
    fsyncSync(home);
  } catch (error) {
    reporter.log('warning', `The new home's folder could not be brought to its disk: ${codeOf(error)}.`);
  }
}

import { closeSync, constants, fsyncSync, writeFileSync } from 'node:fs';
import { stagingName } from '#lib/migrations/names.ts';
import type { CopyRequest } from './arguments.ts';
import { look } from './entry.ts';
import { codeOf, Failure, failureOf, isFull } from './failure.ts';
import type { Homes, Owner } from './homes.ts';
import { fchmodat, fchownat, lockExclusively, mkdirat, openat, rmdirat, unlinkat } from './syscalls.ts';
import { namesIn, openFolder } from './walk.ts';
import { removeXattr } from './xattr-calls.ts';

export const MARKER = 'marker.json';
export const TREE = 'tree';
/** Where the bulk pass keeps files with several names, by inode. */
const LINKS = 'links';
const SCRATCH = 'scratch';

/** The private folder in the new home where a copy is made until it is published. */
export interface Staging {
  readonly name: string;
  /** The new home that it lies in. */
  readonly home: number;
  readonly dir: number;
  /** The copy itself, inside staging. */
  readonly tree: number;
  readonly links: number;
  /** Whether the tree may hold something already. */
  readonly resumed: boolean;
  /** What was written at this moment (ns, as the new home's file system tells) or later may not be on its disk. */
  readonly suspectFrom: bigint | null;
  /** Held for its lock: one writer at a time. */
  readonly marker: number;
}

/**
 * Makes `.rehome-<run>` with its marker and an empty `tree`, all of it closed to everybody but the runner, and proves that
 * files there can be given to the new owner. Leaves nothing behind where it fails.
 * Throws `ownershipFailed` where the export squashes root, `outOfSpace`, or `copyFailed`.
 */
export function makeStaging(request: CopyRequest, homes: Homes, startedAt: Date): Staging {
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
    const marker = keep(writeMarker(dir, request, startedAt));
    for (const folder of [TREE, LINKS]) mkdirat(dir, folder, 0o700);
    const [tree, links] = [keep(openPrivate(dir, TREE)), keep(openPrivate(dir, LINKS))];
    return { name, home, dir, marker, tree, links, resumed: false, suspectFrom: null };
  } catch (error) {
    discard(home, name, held[0]);
    for (const fd of held) closeSync(fd);
    throw failureOf(error, 'copyFailed', 'making the staging folder');
  }
}

/** Lets go of the names by inode; the names in the tree stay. */
export function clearLinks({ links }: Staging): void {
  const again = openFolder(links, '.');
  try {
    for (const name of namesIn(again)) unlinkat(links, name);
  } finally {
    closeSync(again);
  }
}

/** Removes staging where nothing was copied into it, or where its tree was published. */
export function removeStaging(staging: Staging): void {
  discard(staging.home, staging.name, staging.dir);
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

/** Gives a scratch file to the new owner, before anything is scanned: an export that squashes root says no here. */
function probeOwner(dir: number, owner: Owner): void {
  const fd = openat(dir, SCRATCH, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    fchownat(dir, SCRATCH, owner.uid, owner.gid);
    const entry = look(dir, SCRATCH);
    if (entry.uid !== owner.uid || entry.gid !== owner.gid)
      throw new Failure('ownershipFailed', squashed('give files away'));
  } catch (error) {
    if (error instanceof Failure || isFull(codeOf(error))) throw error;
    throw new Failure('ownershipFailed', squashed(`give files to ${owner.uid}:${owner.gid} (${codeOf(error)})`));
  } finally {
    closeSync(fd);
    unlinkat(dir, SCRATCH);
  }
}

const squashed = (what: string): string =>
  process.geteuid?.() === 0
    ? `Root may not ${what}: the export squashes root.`
    : `User ${process.geteuid?.()} may not ${what}, and the migrator does not run as root.`;

function writeMarker(dir: number, request: CopyRequest, startedAt: Date): number {
  const fd = openat(dir, MARKER, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  const { run, oldUser, newUser, folder } = request;
  const facts = { state: 'partial', run, oldUser, newUser, folder, startedAt: startedAt.toISOString() };
  writeFileSync(fd, `${JSON.stringify(facts, null, 2)}\n`);
  fsyncSync(fd);
  lockExclusively(fd);
  return fd;
}

/** Removes what is ours and only if nothing else is there. */
function discard(home: number, name: string, dir: number | undefined): void {
  const attempts = [
    () => dir !== undefined && rmdirat(dir, TREE),
    () => dir !== undefined && rmdirat(dir, LINKS),
    () => dir !== undefined && unlinkat(dir, MARKER),
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

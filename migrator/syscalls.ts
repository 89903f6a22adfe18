import { constants } from 'node:fs';
import { type ByteName, cString } from './byte-name.ts';
import { SyscallError } from './failure.ts';
import { bytesOf, call, checked, lastError, type Name } from './kernel.ts';

/**
 * Calls on names in held folders. All take a held descriptor and one name in it, follow no link and throw `SyscallError`
 * with the errno's name.
 */

/** Node has no openat2; its number is the same on every architecture. */
const SYS_OPENAT2 = 437;
const AT_SYMLINK_NOFOLLOW = 0x100;
const AT_REMOVEDIR = 0x200;
const AT_EMPTY_PATH = 0x1000;
const STATX_BASIC_STATS = 0x7ff;
const RESOLVE_NO_SYMLINKS = 0x04;
const RESOLVE_BENEATH = 0x08;
const RENAME_NOREPLACE = 1;
const S_IFIFO = 0o010000;
const LOCK_EX_NB = 2 | 4;
const O_CLOEXEC = 0o2000000;
export const O_PATH = 0o10000000;

/** Opens one name in a held folder. A link in its place is ELOOP, or ENOTDIR where a folder is asked for. */
export const openat = (dir: number, name: Name, flags: number, mode = 0): number =>
  checked('openat', call.openat(dir, bytesOf(name), flags | O_CLOEXEC | constants.O_NOFOLLOW, mode));

/** Opens a path of several names below a held folder: no link at any place (ELOOP), no way out (EXDEV). */
export function openBeneath(dir: number, path: ByteName, flags: number): number {
  const how = Buffer.alloc(24);
  how.writeBigUInt64LE(BigInt(flags | O_CLOEXEC), 0);
  how.writeBigUInt64LE(BigInt(RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH), 16);
  return checked('openat2', call.syscall(SYS_OPENAT2, dir, cString(path), how, how.length));
}

/** Room for one `struct statx`. */
export const statBuffer = (): Buffer => Buffer.alloc(256);
const stat = statBuffer();
const EMPTY = cString('');

/** Facts of one name in a held folder, or of what is held itself for the empty name, as `struct statx`; by default valid until the next call. */
export function statx(dir: number, name: Name, into: Buffer = stat): Buffer {
  const flags = AT_SYMLINK_NOFOLLOW | (name === '' ? AT_EMPTY_PATH : 0);
  checked('statx', call.statx(dir, name === '' ? EMPTY : bytesOf(name), flags, STATX_BASIC_STATS, into));
  return into;
}

/** Like `statx` of a name; false where there is none. */
export function statxIfThere(dir: number, name: Name, into: Buffer): boolean {
  if (call.statx(dir, bytesOf(name), AT_SYMLINK_NOFOLLOW, STATX_BASIC_STATS, into) >= 0) return true;
  const code = lastError();
  if (code === 'ENOENT') return false;
  throw new SyscallError('statx', code);
}

export const utimensat = (dir: number, name: Name, times: Uint8Array): void => {
  checked('utimensat', call.utimensat(dir, bytesOf(name), times, AT_SYMLINK_NOFOLLOW));
};

export const symlinkat = (target: Uint8Array, dir: number, name: Name): void => {
  checked('symlinkat', call.symlinkat(target, dir, bytesOf(name)));
};
/** One more name for an entry; a link itself, where that is one. */
export const linkat = (from: number, name: Name, to: number, newName: Name): void => {
  checked('linkat', call.linkat(from, bytesOf(name), to, bytesOf(newName), 0));
};
export const mkfifoat = (dir: number, name: Name, mode: number): void => {
  checked('mknodat', call.mknodat(dir, bytesOf(name), S_IFIFO | mode, 0));
};

/** The next part of a folder's entries as `struct linux_dirent64`s; empty at the end. */
export function getdents(dir: number, into: Buffer): Buffer {
  const length = checked('getdents64', call.getdents64(dir, into, into.length));
  return into.subarray(0, length);
}

export const mkdirat = (dir: number, name: Name, mode: number): void => {
  checked('mkdirat', call.mkdirat(dir, bytesOf(name), mode));
};

export const unlinkat = (dir: number, name: Name): void => {
  checked('unlinkat', call.unlinkat(dir, bytesOf(name), 0));
};

export const rmdirat = (dir: number, name: Name): void => {
  checked('unlinkat', call.unlinkat(dir, bytesOf(name), AT_REMOVEDIR));
};

/** Changes the owner of the entry itself, also where it is a link; of the held folder for the empty name. */
export function fchownat(dir: number, name: Name, uid: number, gid: number): void {
  const flags = AT_SYMLINK_NOFOLLOW | (name === '' ? AT_EMPTY_PATH : 0);
  checked('fchownat', call.fchownat(dir, bytesOf(name), uid, gid, flags));
}

/** Changes a mode. Follows a link: only for entries that are known not to be one and lie where nobody else can swap them. */
export const fchmodat = (dir: number, name: Name, mode: number): void => {
  checked('fchmodat', call.fchmodat(dir, bytesOf(name), mode, 0));
};

/** Sets the modification time, in nanoseconds, and leaves the access time. */
export function setMtime(dir: number, name: ByteName, nanoseconds: bigint): void {
  const UTIME_OMIT = 0x3ffffffen;
  const second = 1_000_000_000n;
  const rest = ((nanoseconds % second) + second) % second;
  const times = Buffer.alloc(32);
  times.writeBigInt64LE(UTIME_OMIT, 8);
  times.writeBigInt64LE((nanoseconds - rest) / second, 16);
  times.writeBigInt64LE(rest, 24);
  checked('utimensat', call.utimensat(dir, cString(name), times, AT_SYMLINK_NOFOLLOW));
}

export function readlinkat(dir: number, name: Name): ByteName {
  const target = readlinkBytes(dir, name);
  return target.toString('latin1', 0, target.length - 1);
}

/** Where a link leads, as bytes ended by a NUL. */
export function readlinkBytes(dir: number, name: Name): Buffer {
  const into = Buffer.alloc(4097);
  const length = checked('readlinkat', call.readlinkat(dir, bytesOf(name), into, into.length - 1));
  return into.subarray(0, length + 1);
}

/** Renames and replaces nothing: EEXIST where the new name is taken, EINVAL where the file system has no such rename. */
export const renameNoReplace = (from: number, name: ByteName, to: number, newName: ByteName): void => {
  checked('renameat2', call.renameat2(from, cString(name), to, cString(newName), RENAME_NOREPLACE));
};

export const renameat = (from: number, name: ByteName, to: number, newName: ByteName): void => {
  checked('renameat2', call.renameat2(from, cString(name), to, cString(newName), 0));
};

/** Brings everything written to the file system of `fd` to its disk, on another thread, whose errno is not known here. */
export const syncfsInBackground = (fd: number): Promise<void> =>
  new Promise((resolve, reject) => {
    call.syncfs.async(fd, (error: unknown, result: number) => {
      if (error || result < 0) reject(error ?? new SyscallError('syncfs', 'EIO'));
      else resolve();
    });
  });

/** Takes the one writer's lock; EAGAIN where another process holds it. */
export const lockExclusively = (fd: number): void => {
  checked('flock', call.flock(fd, LOCK_EX_NB));
};

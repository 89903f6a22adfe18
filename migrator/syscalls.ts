import { constants } from 'node:fs';
import koffi from 'koffi';
import { type ByteName, cString } from './byte-name.ts';
import { errnoName, SyscallError } from './failure.ts';

/**
 * The system calls that Node lacks, one small function each. All take a held descriptor and one name in it, follow no link
 * and throw `SyscallError` with the errno's name. Linux on x86_64 and arm64, glibc 2.30 or later.
 */

const libc = koffi.load(null);
const call = {
  openat: libc.func('int openat(int, const void*, int, uint32_t)'),
  syscall: libc.func('long syscall(long, long, const void*, void*, long)'),
  statx: libc.func('int statx(int, const void*, int, uint32_t, void*)'),
  getdents64: libc.func('long getdents64(int, void*, size_t)'),
  mkdirat: libc.func('int mkdirat(int, const void*, uint32_t)'),
  unlinkat: libc.func('int unlinkat(int, const void*, int)'),
  fchownat: libc.func('int fchownat(int, const void*, uint32_t, uint32_t, int)'),
  fchmodat: libc.func('int fchmodat(int, const void*, uint32_t, int)'),
  utimensat: libc.func('int utimensat(int, const void*, const void*, int)'),
  readlinkat: libc.func('long readlinkat(int, const void*, void*, size_t)'),
  renameat2: libc.func('int renameat2(int, const void*, int, const void*, uint32_t)'),
  syncfs: libc.func('int syncfs(int)'),
  flock: libc.func('int flock(int, int)'),
  lgetxattr: libc.func('long lgetxattr(const void*, const void*, void*, size_t)'),
  lsetxattr: libc.func('int lsetxattr(const void*, const void*, const void*, size_t, int)'),
  lremovexattr: libc.func('int lremovexattr(const void*, const void*)'),
};

/** Node has no openat2; its number is the same on every architecture. */
const SYS_OPENAT2 = 437;
const AT_SYMLINK_NOFOLLOW = 0x100;
const AT_REMOVEDIR = 0x200;
const AT_EMPTY_PATH = 0x1000;
const STATX_BASIC_STATS = 0x7ff;
const RESOLVE_NO_SYMLINKS = 0x04;
const RESOLVE_BENEATH = 0x08;
const RENAME_NOREPLACE = 1;
const LOCK_EX_NB = 2 | 4;
const O_CLOEXEC = 0o2000000;
export const O_PATH = 0o10000000;

function checked(name: string, result: number): number {
  if (result < 0) throw new SyscallError(name, errnoName(koffi.errno()));
  return result;
}

/** Opens one name in a held folder. A link in its place is ELOOP, or ENOTDIR where a folder is asked for. */
export const openat = (dir: number, name: ByteName, flags: number, mode = 0): number =>
  checked('openat', call.openat(dir, cString(name), flags | O_CLOEXEC | constants.O_NOFOLLOW, mode));

/** Opens a path of several names below a held folder: no link at any place (ELOOP), no way out (EXDEV). */
export function openBeneath(dir: number, path: ByteName, flags: number): number {
  const how = Buffer.alloc(24);
  how.writeBigUInt64LE(BigInt(flags | O_CLOEXEC), 0);
  how.writeBigUInt64LE(BigInt(RESOLVE_NO_SYMLINKS | RESOLVE_BENEATH), 16);
  return checked('openat2', call.syscall(SYS_OPENAT2, dir, cString(path), how, how.length));
}

const stat = Buffer.alloc(256);
const EMPTY = cString('');

/** Facts of one name in a held folder, or of the folder itself for the empty name, as `struct statx`; valid until the next call. */
export function statx(dir: number, name: ByteName): Buffer {
  const flags = AT_SYMLINK_NOFOLLOW | (name === '' ? AT_EMPTY_PATH : 0);
  checked('statx', call.statx(dir, name === '' ? EMPTY : cString(name), flags, STATX_BASIC_STATS, stat));
  return stat;
}

/** The next part of a folder's entries as `struct linux_dirent64`s; empty at the end. */
export function getdents(dir: number, into: Buffer): Buffer {
  const length = checked('getdents64', call.getdents64(dir, into, into.length));
  return into.subarray(0, length);
}

export const mkdirat = (dir: number, name: ByteName, mode: number): void => {
  checked('mkdirat', call.mkdirat(dir, cString(name), mode));
};

export const unlinkat = (dir: number, name: ByteName): void => {
  checked('unlinkat', call.unlinkat(dir, cString(name), 0));
};

export const rmdirat = (dir: number, name: ByteName): void => {
  checked('unlinkat', call.unlinkat(dir, cString(name), AT_REMOVEDIR));
};

/** Changes the owner of the entry itself, also where it is a link; of the held folder for the empty name. */
export function fchownat(dir: number, name: ByteName, uid: number, gid: number): void {
  const flags = AT_SYMLINK_NOFOLLOW | (name === '' ? AT_EMPTY_PATH : 0);
  checked('fchownat', call.fchownat(dir, cString(name), uid, gid, flags));
}

/** Changes a mode. Follows a link: only for entries that are known not to be one and lie where nobody else can swap them. */
export const fchmodat = (dir: number, name: ByteName, mode: number): void => {
  checked('fchmodat', call.fchmodat(dir, cString(name), mode, 0));
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

export function readlinkat(dir: number, name: ByteName): ByteName {
  const into = Buffer.alloc(4096);
  const length = checked('readlinkat', call.readlinkat(dir, cString(name), into, into.length));
  return into.toString('latin1', 0, length);
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

const throughProc = (dir: number, name: ByteName): Buffer => cString(`/proc/self/fd/${dir}/${name || '.'}`);
const attribute = Buffer.alloc(65_536);

/** The value of an extended attribute of the entry itself, or undefined where it has none or the file system knows none. */
export function getXattr(dir: number, name: ByteName, key: string): Buffer | undefined {
  const length = call.lgetxattr(throughProc(dir, name), cString(key), attribute, attribute.length);
  if (length >= 0) return Buffer.from(attribute.subarray(0, length));
  const code = errnoName(koffi.errno());
  if (code === 'ENODATA' || code === 'EOPNOTSUPP' || code === 'ENOTSUP') return undefined;
  throw new SyscallError('lgetxattr', code);
}

export const setXattr = (dir: number, name: ByteName, key: string, value: Buffer): void => {
  checked('lsetxattr', call.lsetxattr(throughProc(dir, name), cString(key), value, value.length, 0));
};

/** Removes an extended attribute; one that is not there is no error. */
export function removeXattr(dir: number, name: ByteName, key: string): void {
  if (call.lremovexattr(throughProc(dir, name), cString(key)) >= 0) return;
  const code = errnoName(koffi.errno());
  if (code !== 'ENODATA' && code !== 'EOPNOTSUPP' && code !== 'ENOTSUP') throw new SyscallError('lremovexattr', code);
}

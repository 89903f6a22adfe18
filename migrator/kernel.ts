import koffi from 'koffi';
import { type ByteName, cString } from './byte-name.ts';
import { errnoName, SyscallError } from './failure.ts';

/**
 * The C library's calls that Node lacks, and how a refusal becomes an error. The only place that knows of koffi. Linux on
 * x86_64 and arm64, glibc 2.30 or later.
 */

const libc = koffi.load(null);
export const call = {
  exit: libc.func('void _exit(int)'),
  openat: libc.func('int openat(int, const void*, int, uint32_t)'),
  syscall: libc.func('long syscall(long, long, const void*, void*, long)'),
  statx: libc.func('int statx(int, const void*, int, uint32_t, void*)'),
  getdents64: libc.func('long getdents64(int, void*, size_t)'),
  mkdirat: libc.func('int mkdirat(int, const void*, uint32_t)'),
  unlinkat: libc.func('int unlinkat(int, const void*, int)'),
  fchownat: libc.func('int fchownat(int, const void*, uint32_t, uint32_t, int)'),
  fchmodat: libc.func('int fchmodat(int, const void*, uint32_t, int)'),
  utimensat: libc.func('int utimensat(int, const void*, const void*, int)'),
  fchown: libc.func('int fchown(int, uint32_t, uint32_t)'),
  fchmod: libc.func('int fchmod(int, uint32_t)'),
  futimens: libc.func('int futimens(int, const void*)'),
  close: libc.func('int close(int)'),
  read: libc.func('long read(int, void*, size_t)'),
  write: libc.func('long write(int, const void*, size_t)'),
  ftruncate: libc.func('int ftruncate(int, int64_t)'),
  lseek: libc.func('int64_t lseek(int, int64_t, int)'),
  copyFileRange: libc.func('long copy_file_range(int, void*, int, void*, size_t, uint32_t)'),
  ioctl: libc.func('int ioctl(int, unsigned long, int)'),
  symlinkat: libc.func('int symlinkat(const void*, int, const void*)'),
  linkat: libc.func('int linkat(int, const void*, int, const void*, int)'),
  mknodat: libc.func('int mknodat(int, const void*, uint32_t, uint64_t)'),
  flistxattr: libc.func('long flistxattr(int, void*, size_t)'),
  listxattrat: libc.func('long syscall(long, int, const void*, uint32_t, void*, size_t)'),
  llistxattr: libc.func('long llistxattr(const void*, void*, size_t)'),
  fgetxattr: libc.func('long fgetxattr(int, const void*, void*, size_t)'),
  fsetxattr: libc.func('int fsetxattr(int, const void*, const void*, size_t, int)'),
  readlinkat: libc.func('long readlinkat(int, const void*, void*, size_t)'),
  renameat2: libc.func('int renameat2(int, const void*, int, const void*, uint32_t)'),
  syncfs: libc.func('int syncfs(int)'),
  flock: libc.func('int flock(int, int)'),
  lgetxattr: libc.func('long lgetxattr(const void*, const void*, void*, size_t)'),
  lsetxattr: libc.func('int lsetxattr(const void*, const void*, const void*, size_t, int)'),
  lremovexattr: libc.func('int lremovexattr(const void*, const void*)'),
};

/** A name in a folder: a `ByteName`, or its bytes ended by a NUL where they are at hand already. */
export type Name = ByteName | Uint8Array;
export const bytesOf = (name: Name): Uint8Array => (typeof name === 'string' ? cString(name) : name);

/** The name of the errno of the call that was made last. */
export const lastError = (): string => errnoName(koffi.errno());

/** The result of a call; throws `SyscallError` where that is negative. */
export function checked(name: string, result: number): number {
  if (result < 0) throw new SyscallError(name, lastError());
  return result;
}

/** Ends the process at once, whatever its threads wait for: a sync cannot be interrupted and may take minutes. */
export const exitAtOnce = (code: number): never => call.exit(code) as never;

import { SyscallError } from './failure.ts';
import { call, checked, lastError } from './kernel.ts';

/** Calls on open files. All throw `SyscallError` with the errno's name. */

const FICLONE = 0x40049409;
const SEEK_SET = 0;
const SEEK_DATA = 3;
const SEEK_HOLE = 4;
/** What says that a way of copying is not to be had, and another may be. */
const CANNOT: ReadonlySet<string> = new Set(['EOPNOTSUPP', 'ENOTSUP', 'EXDEV', 'EINVAL', 'ENOSYS', 'ENOTTY', 'EBADF']);

export const close = (fd: number): void => {
  checked('close', call.close(fd));
};

/** Bytes read, 0 at the end. */
export const read = (fd: number, into: Uint8Array, length: number): number =>
  checked('read', call.read(fd, into, length));

/** Writes all of it. */
export function writeAll(fd: number, from: Buffer, length: number): void {
  let done = checked('write', call.write(fd, from, length));
  while (done < length) {
    done += checked('write', call.write(fd, from.subarray(done), length - done));
  }
}

/** Bytes copied inside the kernel, from where both descriptors stand; 0 at the end, undefined where this pair of file systems cannot. */
export function copyFileRange(from: number, to: number, length: number): number | undefined {
  const copied = call.copyFileRange(from, null, to, null, length, 0);
  if (copied >= 0) return copied;
  const code = lastError();
  if (CANNOT.has(code)) return undefined;
  throw new SyscallError('copy_file_range', code);
}

/** Lets one file share the blocks of another; false where the file system cannot. */
export function reflink(from: number, to: number): boolean {
  if (call.ioctl(to, FICLONE, from) >= 0) return true;
  const code = lastError();
  if (CANNOT.has(code)) return false;
  throw new SyscallError('ioctl', code);
}

export const truncate = (fd: number, size: number): void => {
  checked('ftruncate', call.ftruncate(fd, size));
};

export const seek = (fd: number, offset: number): void => {
  checked('lseek', Number(call.lseek(fd, offset, SEEK_SET)));
};

/** Where the next data or hole begins at or after `offset`; undefined where there is none any more. */
function seekFor(fd: number, offset: number, what: number): number | undefined {
  const at = Number(call.lseek(fd, offset, what));
  if (at >= 0) return at;
  const code = lastError();
  if (code === 'ENXIO') return undefined;
  throw new SyscallError('lseek', code);
}
export const nextData = (fd: number, offset: number): number | undefined => seekFor(fd, offset, SEEK_DATA);
export const nextHole = (fd: number, offset: number): number | undefined => seekFor(fd, offset, SEEK_HOLE);

export const fchown = (fd: number, uid: number, gid: number): void => {
  checked('fchown', call.fchown(fd, uid, gid));
};
export const fchmod = (fd: number, mode: number): void => {
  checked('fchmod', call.fchmod(fd, mode));
};
/** `times` is two `struct timespec`: access, modification. */
export const futimens = (fd: number, times: Uint8Array): void => {
  checked('futimens', call.futimens(fd, times));
};

import { type ByteName, cString } from './byte-name.ts';
import { SyscallError } from './failure.ts';
import { bytesOf, call, checked, lastError, type Name } from './kernel.ts';

/** Calls on extended attributes, of names in held folders and of open files. No link is followed. */

/** A file system that knows no extended attributes, or an entry that has none of that name. */
const NONE: ReadonlySet<string> = new Set(['ENODATA', 'EOPNOTSUPP', 'ENOTSUP']);

const throughProc = (dir: number, name: ByteName): Buffer => cString(`/proc/self/fd/${dir}/${name || '.'}`);
const attribute = Buffer.alloc(65_536);

/** The value of an extended attribute of the entry itself, or undefined where it has none or the file system knows none. */
export function getXattr(dir: number, name: ByteName, key: string): Buffer | undefined {
  const length = call.lgetxattr(throughProc(dir, name), cString(key), attribute, attribute.length);
  if (length >= 0) return Buffer.from(attribute.subarray(0, length));
  const code = lastError();
  if (NONE.has(code)) return undefined;
  throw new SyscallError('lgetxattr', code);
}

export const setXattr = (dir: number, name: ByteName, key: string, value: Buffer): void => {
  checked('lsetxattr', call.lsetxattr(throughProc(dir, name), cString(key), value, value.length, 0));
};

/** Removes an extended attribute; one that is not there is no error. */
export function removeXattr(dir: number, name: ByteName, key: string): void {
  if (call.lremovexattr(throughProc(dir, name), cString(key)) >= 0) return;
  const code = lastError();
  if (!NONE.has(code)) throw new SyscallError('lremovexattr', code);
}

const EMPTY: readonly string[] = [];
/** Linux 6.13 and later. https://man7.org/linux/man-pages/man2/listxattr.2.html */
const SYS_LISTXATTRAT = 465;
const AT_SYMLINK_NOFOLLOW = 0x100;
let canListAt = true;

/** Names of all attributes that this process may see. Most entries have none. */
export function listXattrs(dir: number, name: Name): readonly string[] {
  if (canListAt) {
    const path = name.length === 0 ? DOT : bytesOf(name);
    const length = call.listxattrat(SYS_LISTXATTRAT, dir, path, AT_SYMLINK_NOFOLLOW, attribute, attribute.length);
    if (length >= 0 || lastError() !== 'ENOSYS') return namesIn(length, 'listxattrat');
    canListAt = false;
  }
  const text = typeof name === 'string' ? name : Buffer.from(name).toString('latin1', 0, name.length - 1);
  return namesIn(call.llistxattr(throughProc(dir, text), attribute, attribute.length), 'llistxattr');
}
const DOT = cString('.');

/** The same of an open file or folder. */
export const listXattrsOf = (fd: number): readonly string[] =>
  namesIn(call.flistxattr(fd, attribute, attribute.length), 'flistxattr');

function namesIn(length: number, syscall: string): readonly string[] {
  if (length === 0) return EMPTY;
  if (length > 0) return attribute.toString('latin1', 0, length - 1).split('\0');
  const code = lastError();
  if (NONE.has(code)) return EMPTY;
  throw new SyscallError(syscall, code);
}

/** The value of an attribute of an open file or folder, or undefined where it has none; valid until the next call. */
export function getXattrOf(fd: number, key: string): Buffer | undefined {
  const length = call.fgetxattr(fd, cString(key), attribute, attribute.length);
  if (length >= 0) return attribute.subarray(0, length);
  const code = lastError();
  if (NONE.has(code)) return undefined;
  throw new SyscallError('fgetxattr', code);
}

export const setXattrOf = (fd: number, key: string, value: Buffer): void => {
  checked('fsetxattr', call.fsetxattr(fd, cString(key), value, value.length, 0));
};

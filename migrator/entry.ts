import type { ByteName } from './byte-name.ts';
import { SET_ID } from './stat-fields.ts';
import { statx } from './syscalls.ts';

export type EntryType = 'file' | 'folder' | 'link' | 'fifo' | 'socket' | 'device';

/** What is known of one entry without opening it. Times in nanoseconds since 1970, sizes in bytes. */
export interface Entry {
  readonly type: EntryType;
  /** Permission bits with set-id and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
  readonly size: number;
  /** Bytes on disk: less than `size` where the file has holes. */
  readonly allocated: number;
  readonly inode: bigint;
  /** The file system, as one string. */
  readonly device: string;
  readonly mtime: bigint;
  readonly ctime: bigint;
}

const TYPES: ReadonlyMap<number, EntryType> = new Map([
  [0o100000, 'file'],
  [0o040000, 'folder'],
  [0o120000, 'link'],
  [0o010000, 'fifo'],
  [0o140000, 'socket'],
]);

/** Whether an entry is no folder and runs as somebody else when executed. */
export const hasSetId = (entry: Entry): boolean => entry.type === 'file' && (entry.mode & SET_ID) !== 0;
export const withoutSetId = (mode: number): number => mode & ~SET_ID;

/** Whether two entries are the same inode. */
export const isSameInode = (a: Entry, b: Entry): boolean => a.inode === b.inode && a.device === b.device;

/** An inode as a key of a map: a small number is cheaper to keep than a bigint. */
export const keyOf = ({ inode }: Entry): number | bigint => (inode <= Number.MAX_SAFE_INTEGER ? Number(inode) : inode);

const time = (stat: Buffer, at: number): bigint =>
  stat.readBigInt64LE(at) * 1_000_000_000n + BigInt(stat.readUInt32LE(at + 8));

/**
 * Looks at one name in a held folder (the folder itself for the empty name) and follows no link.
 * Offsets are those of `struct statx`, the same on every architecture. https://man7.org/linux/man-pages/man2/statx.2.html
 */
export function look(dir: number, name: ByteName): Entry {
  const stat = statx(dir, name);
  const mode = stat.readUInt16LE(28);
  return {
    type: TYPES.get(mode & 0o170000) ?? 'device',
    mode: mode & 0o7777,
    uid: stat.readUInt32LE(20),
    gid: stat.readUInt32LE(24),
    links: stat.readUInt32LE(16),
    size: Number(stat.readBigUInt64LE(40)),
    allocated: Number(stat.readBigUInt64LE(48)) * 512,
    inode: stat.readBigUInt64LE(32),
    device: `${stat.readUInt32LE(136)}:${stat.readUInt32LE(140)}`,
    mtime: time(stat, 112),
    ctime: time(stat, 96),
  };
}

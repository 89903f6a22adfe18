/**
 * Fields of a `struct statx`, read where speed counts and an `Entry` would cost too much.
 * https://man7.org/linux/man-pages/man2/statx.2.html
 */
export const modeOf = (stat: Buffer): number => stat.readUInt16LE(28);
export const kindOf = (stat: Buffer): number => modeOf(stat) & 0o170000;
export const linksOf = (stat: Buffer): number => stat.readUInt32LE(16);
export const uidOf = (stat: Buffer): number => stat.readUInt32LE(20);
export const gidOf = (stat: Buffer): number => stat.readUInt32LE(24);
/** Exact up to 2^53. */
export const sizeOf = (stat: Buffer): number => stat.readUInt32LE(40) + stat.readUInt32LE(44) * 2 ** 32;
export const allocatedOf = (stat: Buffer): number => (stat.readUInt32LE(48) + stat.readUInt32LE(52) * 2 ** 32) * 512;
export const inodeOf = (stat: Buffer): bigint => stat.readBigUInt64LE(32);
export const isSameDevice = (a: Buffer, b: Buffer): boolean => a.compare(b, 136, 144, 136, 144) === 0;
export const isSameMtime = (a: Buffer, b: Buffer): boolean => a.compare(b, 112, 124, 112, 124) === 0;
/** Whether two modification times are the same where a file system keeps them in steps of so many ns. */
export function isMtimeWithin(a: Buffer, b: Buffer, step: number): boolean {
  if (isSameMtime(a, b)) return true;
  if (step <= 1) return false;
  const apart = mtimeOf(a) - mtimeOf(b);
  return (apart < 0n ? -apart : apart) < BigInt(step);
}
export const ctimeOf = (stat: Buffer): bigint =>
  stat.readBigInt64LE(96) * 1_000_000_000n + BigInt(stat.readUInt32LE(104));

export const mtimeOf = (stat: Buffer): bigint =>
  stat.readBigInt64LE(112) * 1_000_000_000n + BigInt(stat.readUInt32LE(120));

export const KIND = {
  file: 0o100000,
  folder: 0o040000,
  link: 0o120000,
  fifo: 0o010000,
  socket: 0o140000,
} as const;

/** Bits of a mode by which a program runs as its owner or group. */
export const SET_ID = 0o6000;

const UTIME_OMIT = 0x3ffffffe;

/** The two times of utimensat: the access time left alone, the modification time of a statx. Valid until the next call. */
export function timesOf(stat: Buffer): Buffer {
  times.writeUInt32LE(UTIME_OMIT, 8);
  stat.copy(times, 16, 112, 120);
  stat.copy(times, 24, 120, 124);
  return times;
}
const times = Buffer.alloc(32);

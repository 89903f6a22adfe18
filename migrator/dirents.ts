import type { ByteName } from './byte-name.ts';
import { getdents } from './syscalls.ts';

/** What kind an entry is, as its folder says; `unknown` where the file system does not tell there. */
export const DIRENT = { unknown: 0, fifo: 1, device: 2, folder: 4, block: 6, file: 8, link: 10, socket: 12 } as const;

const DOT = 46;
/** Large, so that most folders are read in one call. */
const PART = 256 * 1024;

/** Reads folders part by part, without `.` and `..`. Not to be used for two folders at the same time. */
export class Dirents {
  readonly #part = Buffer.alloc(PART);

  /** Calls `onEntry` for each entry of a freshly opened folder. */
  each(dir: number, onEntry: (bytes: Buffer, kind: number) => void): void {
    for (let entries = getdents(dir, this.#part); entries.length > 0; entries = getdents(dir, this.#part)) {
      for (let at = 0; at < entries.length; ) {
        const length = entries.readUInt16LE(at + 16);
        const start = at + 19;
        const end = entries.indexOf(0, start) + 1;
        if (!isDots(entries, start, end)) onEntry(entries.subarray(start, end), entries[at + 18] ?? 0);
        at += length;
      }
    }
  }
}

const isDots = (entries: Buffer, start: number, end: number): boolean =>
  entries[start] === DOT && (end === start + 2 || (end === start + 3 && entries[start + 1] === DOT));

/** A name as text, without the NUL at its end. */
export const nameOf = (bytes: Buffer): ByteName => bytes.toString('latin1', 0, bytes.length - 1);

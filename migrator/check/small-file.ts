import { closeSync, readSync } from 'node:fs';
import type { ByteName } from '../byte-name.ts';
import { type Entry, look } from '../entry.ts';
import { codeOf } from '../failure.ts';
import { openToRead } from '../open-to-read.ts';

export interface SmallFile {
  readonly text: string;
  readonly entry: Entry;
}

/**
 * A well-known small file in a held folder as text, or undefined where it is not there, no plain file, larger than `most` bytes
 * or may not be read. Waits for nobody: what turns out to be a FIFO is not read.
 */
export function readSmallFile(dir: number, name: ByteName, most: number): SmallFile | undefined {
  let fd: number | undefined;
  try {
    fd = openToRead(dir, name);
    const entry = look(fd, '');
    if (entry.type !== 'file' || entry.size > most) return undefined;
    const into = Buffer.alloc(entry.size);
    return { text: into.toString('utf8', 0, readSync(fd, into, 0, into.length, 0)), entry };
  } catch (error) {
    if (codeOf(error) === undefined) throw error;
    return undefined;
  } finally {
    if (fd !== undefined) closeSync(fd);
  }
}

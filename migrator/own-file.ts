import { closeSync, constants, fsyncSync, readSync, writeFileSync } from 'node:fs';
import type { ByteName } from './byte-name.ts';
import { look } from './entry.ts';
import { codeOf, Failure } from './failure.ts';
import { openat, renameat, unlinkat } from './syscalls.ts';

/** The most that a file of ours holds, in bytes. */
const MOST = 65_536;

/**
 * Puts a whole text in a file's place, on the disk before the name is moved: after a power cut the file is the old one or the
 * new one, never half of one. `writer` keeps two processes from writing the same temporary file.
 */
export function replaceFile(dir: number, name: ByteName, text: string, writer: string): void {
  const fresh = `${name}.${writer}`;
  removeFile(dir, fresh);
  const fd = openat(dir, fresh, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    writeFileSync(fd, text);
    fsyncSync(fd);
  } finally {
    closeSync(fd);
  }
  renameat(dir, fresh, dir, name);
  fsyncSync(dir);
}

/**
 * Reads a small file of the runner's own. Throws `ENOENT` where there is none, and `unsafeHome` where it is no plain file with
 * one name that the runner wrote.
 */
export function readOwnFile(dir: number, name: ByteName): string {
  const fd = openat(dir, name, constants.O_RDONLY | constants.O_NONBLOCK);
  try {
    const entry = look(fd, '');
    // One that was replaced since it was opened has no name any more.
    if (entry.type !== 'file' || entry.uid !== process.geteuid?.() || entry.links > 1 || entry.size > MOST) {
      throw new Failure('unsafeHome', `${name} in the partial folder is not a file that the migrator made.`);
    }
    const bytes = Buffer.alloc(MOST);
    let length = 0;
    for (let read = -1; read !== 0; length += read) read = readSync(fd, bytes, length, MOST - length, null);
    return bytes.toString('utf8', 0, length);
  } finally {
    closeSync(fd);
  }
}

/** Removes a file; one that is not there is no error. */
export function removeFile(dir: number, name: ByteName): void {
  try {
    unlinkat(dir, name);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
}

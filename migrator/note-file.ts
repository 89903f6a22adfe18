import { closeSync, constants, readSync, writeSync } from 'node:fs';
import { NOTE_KINDS, type NoteKind } from '#lib/migrations/wire.ts';
import { openat } from './syscalls.ts';

export const NOTES = 'notes';
/** How much is gathered before it is written, in characters. */
const GATHERED = 65_536;

/** All notes of a run, one a line, in a file of the partial folder: there may be more than memory should hold. */
export class NoteFile {
  #fd: number | undefined;
  #waiting: string[] = [];
  #length = 0;
  #failure: unknown;

  constructor(dir: number) {
    this.#fd = openat(dir, NOTES, constants.O_CREAT | constants.O_TRUNC | constants.O_RDWR, 0o600);
  }

  /** Adds a line of what is shown already. Never throws: what went wrong is told by `copyTo`. */
  add(kind: NoteKind, path: string, detail: string): void {
    const line = `${NOTE_KINDS[kind]}\t${path}\t${detail.replace(/\p{Cc}/gu, ' ')}\n`;
    this.#waiting.push(line);
    this.#length += line.length;
    if (this.#length >= GATHERED) this.flush();
  }

  flush(): void {
    if (this.#failure !== undefined) return;
    const fd = this.#fd;
    const text = Buffer.from(this.#waiting.join(''));
    this.#waiting = [];
    this.#length = 0;
    if (fd === undefined) return;
    try {
      for (let at = 0; at < text.length; ) at += writeSync(fd, text, at);
    } catch (error) {
      this.#failure = error;
    }
  }

  /** Writes all of it into another file. Throws what went wrong here or there. */
  copyTo(fd: number): void {
    this.flush();
    if (this.#failure !== undefined) throw this.#failure;
    const from = this.#fd;
    if (from === undefined) throw new Error('The file of notes is closed.');
    const part = Buffer.alloc(GATHERED);
    for (let at = 0; ; ) {
      const length = readSync(from, part, 0, part.length, at);
      if (length === 0) return;
      for (let written = 0; written < length; ) written += writeSync(fd, part, written, length - written);
      at += length;
    }
  }

  /** Writes what is left and lets go of the file; notes that come later are in no file. Twice is no harm. */
  close(): void {
    if (this.#fd === undefined) return;
    this.flush();
    closeSync(this.#fd);
    this.#fd = undefined;
  }
}

import { createHash } from 'node:crypto';
import type { WorkerContext } from '../crew/job.ts';
import { close, nextData, nextHole, read } from '../file-calls.ts';
import type { Name } from '../kernel.ts';
import { openToRead } from '../open-to-read.ts';

const PART = 1024 * 1024;
/** Shorter stretches of zeros than this are no hole that counts: file systems allocate in blocks of their own. */
const HOLE = 32 * 1024;

/** Compares what files hold: their bytes by SHA-256, and their holes. */
export class Contents {
  readonly #context: WorkerContext;
  readonly #buffer = Buffer.alloc(PART);

  constructor(context: WorkerContext) {
    this.#context = context;
  }

  /** Whether both have the same SHA-256, read as far as the size that both were seen to have. */
  isSame(from: number, to: number, name: Name, size: number): boolean {
    return this.#withBoth(from, to, name, (a, b) => this.#hash(a, size).equals(this.#hash(b, size)));
  }

  /** Whether the copy has data where the original has a hole. */
  lacksHole(from: number, to: number, name: Name, size: number): boolean {
    return this.#withBoth(from, to, name, (original, copy) => {
      for (let at = nextData(copy, 0); at !== undefined && at < size; ) {
        const end = Math.min(nextHole(copy, at) ?? size, size);
        if (hasHoleWithin(original, at, end)) return true;
        at = nextData(copy, end);
      }
      return false;
    });
  }

  #hash(fd: number, size: number): Buffer {
    const hash = createHash('sha256');
    for (let left = size; left > 0; ) {
      this.#context.throwIfStopped();
      const length = read(fd, this.#buffer, Math.min(PART, left));
      if (length === 0) break;
      this.#context.count('bytes', length);
      hash.update(this.#buffer.subarray(0, length));
      left -= length;
    }
    return hash.digest();
  }

  #withBoth<T>(from: number, to: number, name: Name, look: (original: number, copy: number) => T): T {
    const original = openToRead(from, name);
    try {
      const copy = openToRead(to, name);
      try {
        return look(original, copy);
      } finally {
        close(copy);
      }
    } finally {
      close(original);
    }
  }
}

function hasHoleWithin(fd: number, from: number, to: number): boolean {
  for (let hole = nextHole(fd, from); hole !== undefined && hole < to; ) {
    const end = Math.min(nextData(fd, hole) ?? to, to);
    if (end - hole >= HOLE) return true;
    hole = end < to ? nextHole(fd, end) : undefined;
  }
  return false;
}

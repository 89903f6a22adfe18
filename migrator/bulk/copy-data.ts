import type { WorkerContext } from '../crew/job.ts';
import { copyFileRange, nextData, nextHole, read, reflink, seek, truncate, writeAll } from '../file-calls.ts';
import { allocatedOf, sizeOf } from '../stat-fields.ts';

/** Up to this size a file is read and written in one call each. */
const SMALL = 256 * 1024;
/** How much is copied between two looks at the stop flag and the bandwidth. */
const CHUNK = 16 * 1024 * 1024;

/** Copies contents: blocks shared where the file system can, else inside the kernel, else by reading and writing; holes stay holes. */
export class DataCopier {
  readonly #context: WorkerContext;
  readonly #chunk: number;
  readonly #buffer = Buffer.alloc(SMALL);
  #canReflink = true;
  #canCopyRange = true;

  constructor(context: WorkerContext, bytesPerSecond: number | null) {
    this.#context = context;
    this.#chunk = bytesPerSecond === null ? CHUNK : Math.max(SMALL, Math.min(CHUNK, Math.floor(bytesPerSecond / 8)));
  }

  /** Copies an open file, as large as `stat` says, into an empty one. What it grows by meanwhile is left to the settle pass. */
  copy(from: number, to: number, stat: Buffer): void {
    const size = sizeOf(stat);
    if (size === 0) return;
    const hasHoles = allocatedOf(stat) < size;
    if (size <= SMALL && !hasHoles) this.#copySmall(from, to, size);
    else if (this.#canReflink && this.#share(from, to, size)) return;
    else if (hasHoles) this.#copySparse(from, to, size);
    else this.#copyRange(from, to, size);
  }

  #copySparse(from: number, to: number, size: number): void {
    const data = this.#copySegments(from, to, size);
    truncate(to, size);
    // Totals are apparent sizes, so holes count when their file is done.
    this.#context.count('bytes', size - data);
  }

  #copySmall(from: number, to: number, size: number): void {
    this.#context.pass(size);
    for (let left = size; left > 0; ) {
      const length = read(from, this.#buffer, left);
      if (length === 0) return;
      writeAll(to, this.#buffer, length);
      this.#context.count('bytes', length);
      left -= length;
    }
  }

  #share(from: number, to: number, size: number): boolean {
    this.#canReflink = reflink(from, to);
    if (this.#canReflink) this.#context.count('bytes', size);
    return this.#canReflink;
  }

  /** How many bytes were no holes. */
  #copySegments(from: number, to: number, size: number): number {
    let data = 0;
    for (let at = nextData(from, 0); at !== undefined && at < size; ) {
      const end = Math.min(nextHole(from, at) ?? size, size);
      seek(from, at);
      seek(to, at);
      this.#copyRange(from, to, end - at);
      data += end - at;
      at = nextData(from, end);
    }
    return data;
  }

  #copyRange(from: number, to: number, length: number): void {
    for (let left = length; left > 0; ) {
      this.#context.throwIfStopped();
      const wanted = Math.min(left, this.#chunk);
      this.#context.pass(wanted);
      const copied = this.#canCopyRange ? copyFileRange(from, to, wanted) : undefined;
      if (!copied) {
        // A copy that ends early may be the file's end, or a file system that only says so.
        if (copied === undefined) this.#canCopyRange = false;
        this.#readAndWrite(from, to, left);
        return;
      }
      this.#context.count('bytes', copied);
      left -= copied;
    }
  }

  #readAndWrite(from: number, to: number, length: number): void {
    for (let left = length; left > 0; ) {
      this.#context.throwIfStopped();
      const done = read(from, this.#buffer, Math.min(left, SMALL));
      if (done === 0) return;
      this.#context.pass(done);
      writeAll(to, this.#buffer, done);
      this.#context.count('bytes', done);
      left -= done;
    }
  }
}

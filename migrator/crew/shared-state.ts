/**
 * Memory that the main thread and all workers of a crew share: counters, a stop flag, and the bandwidth's clock. Each
 * counter has one writer, so that nothing has to be locked to count.
 */

/** `keptBytes` are those of `bytes` that were there before. */
const COUNTERS = { files: 0, bytes: 1, entries: 2, keptBytes: 3 } as const;
export type Counter = keyof typeof COUNTERS;
const SLOTS = 8;
const FLAGS = { stop: 0, hungry: 1 } as const;

export interface SharedBuffers {
  readonly counters: SharedArrayBuffer;
  readonly flags: SharedArrayBuffer;
  readonly clock: SharedArrayBuffer;
}

export const makeSharedBuffers = (workers: number): SharedBuffers => ({
  counters: new SharedArrayBuffer(workers * SLOTS * 8),
  flags: new SharedArrayBuffer(Object.keys(FLAGS).length * 4),
  clock: new SharedArrayBuffer(8),
});

export class SharedState {
  readonly buffers: SharedBuffers;
  readonly #counters: Float64Array;
  readonly #flags: Int32Array;

  constructor(buffers: SharedBuffers) {
    this.buffers = buffers;
    this.#counters = new Float64Array(buffers.counters);
    this.#flags = new Int32Array(buffers.flags);
  }

  /** To be called by the one worker that has this number. */
  add(worker: number, counter: Counter, amount: number): void {
    const at = worker * SLOTS + COUNTERS[counter];
    this.#counters[at] = (this.#counters[at] ?? 0) + amount;
  }

  /** What all workers have counted. */
  sum(counter: Counter): number {
    let sum = 0;
    for (let at: number = COUNTERS[counter]; at < this.#counters.length; at += SLOTS) sum += this.#counters[at] ?? 0;
    return sum;
  }

  clearCounters(): void {
    this.#counters.fill(0);
  }

  stop(): void {
    Atomics.store(this.#flags, FLAGS.stop, 1);
  }
  get isStopped(): boolean {
    return Atomics.load(this.#flags, FLAGS.stop) !== 0;
  }

  /** How many workers have nothing to do, so that the others give some of theirs away. */
  set hungry(workers: number) {
    Atomics.store(this.#flags, FLAGS.hungry, workers);
  }
  get hungry(): number {
    return Atomics.load(this.#flags, FLAGS.hungry);
  }
}

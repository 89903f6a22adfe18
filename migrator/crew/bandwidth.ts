/** Longest single sleep, in ms, so that a stop is heard. */
const NAP_MS = 200;

/**
 * One limit for all workers: a clock in shared memory that runs ahead of the real one by the time that the bytes already
 * passed take at the limit. Whoever moves it beyond now sleeps until then. Nothing is saved up while nobody copies.
 */
export class Bandwidth {
  readonly #clock: BigInt64Array;
  readonly #bytesPerSecond: number;
  readonly #isStopped: () => boolean;
  readonly #sleeper = new Int32Array(new SharedArrayBuffer(4));

  constructor(clock: SharedArrayBuffer, bytesPerSecond: number, isStopped: () => boolean) {
    this.#clock = new BigInt64Array(clock);
    this.#bytesPerSecond = bytesPerSecond;
    this.#isStopped = isStopped;
  }

  /** Sleeps until these bytes may pass. */
  pass(bytes: number): void {
    const takes = BigInt(Math.ceil((bytes * 1e6) / this.#bytesPerSecond));
    for (;;) {
      const clock = Atomics.load(this.#clock, 0);
      const now = process.hrtime.bigint() / 1000n;
      const from = clock > now ? clock : now;
      if (Atomics.compareExchange(this.#clock, 0, clock, from + takes) !== clock) continue;
      this.#sleepUntil(from + takes);
      return;
    }
  }

  #sleepUntil(microseconds: bigint): void {
    for (;;) {
      const left = Number(microseconds - process.hrtime.bigint() / 1000n) / 1000;
      if (left <= 0 || this.#isStopped()) return;
      Atomics.wait(this.#sleeper, 0, 0, Math.min(left, NAP_MS));
    }
  }
}

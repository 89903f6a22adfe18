/** Wakes those who wait for something to change: told of every change, of whatever kind, it says only that there was one. */
export class News {
  #count = 0;
  readonly #waiting = new Set<() => void>();

  /** Grows with every change. Read before looking at what may change, it tells later whether to look again. */
  get count(): number {
    return this.#count;
  }

  tell(): void {
    this.#count += 1;
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    for (const wake of waiting) wake();
  }

  /** Settles once there was a change after `count`, after `ms` milliseconds, or when `signal` aborts: the first of them. */
  async after(count: number, ms: number, signal: AbortSignal): Promise<void> {
    if (this.#count !== count || signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, ms);
    this.#waiting.add(resolve);
    const leave = () => resolve();
    signal.addEventListener('abort', leave);
    await promise;
    signal.removeEventListener('abort', leave);
    clearTimeout(timer);
    this.#waiting.delete(resolve);
  }
}

import { setTimeout as delay } from 'node:timers/promises';

export interface BackoffLimits {
  readonly baseMs: number;
  readonly maxMs: number;
}

/** Waits longer after each failure, each time by chance between half and all of it, so that clients spread out. */
export class Backoff {
  readonly #limits: BackoffLimits;
  #failures = 0;

  constructor(limits: BackoffLimits) {
    this.#limits = limits;
  }

  get failures(): number {
    return this.#failures;
  }

  failed(): void {
    this.#failures++;
  }

  reset(): void {
    this.#failures = 0;
  }

  /** Waits as long as the failures so far ask for; not at all without any. Never throws; ends early on abort. */
  async wait(signal: AbortSignal): Promise<void> {
    if (this.#failures === 0) return;
    const full = Math.min(this.#limits.maxMs, this.#limits.baseMs * 2 ** Math.min(this.#failures - 1, 20));
    await delay(full * (0.5 + Math.random() / 2), undefined, { signal }).catch(() => {});
  }
}

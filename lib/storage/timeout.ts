import { setTimeout as delay } from 'node:timers/promises';
import { TimeoutError } from './errors.ts';

/**
 * One budget for one operation, passed down through every call it makes, so that ten calls share one limit.
 * Measured on the monotonic clock: a step of the wall clock neither ends nor prolongs it.
 */
export class Timeout {
  readonly operation: string;
  readonly totalMs: number;
  readonly #deadline: number;
  readonly #startedAt: Date;

  constructor(operation: string, ms: number) {
    this.operation = operation;
    this.totalMs = ms;
    this.#deadline = performance.now() + ms;
    this.#startedAt = new Date();
  }

  /** Milliseconds left. Throws `TimeoutError` when there are none. */
  left(): number {
    const left = this.#deadline - performance.now();
    if (left <= 0) throw this.error();
    return left;
  }

  /** A budget of at most `ms` within this one; it never outlives its parent. */
  partial(ms: number): Timeout {
    return new Timeout(this.operation, Math.min(ms, this.left()));
  }

  /** A signal that aborts with this budget's `TimeoutError` when it runs out, or with `outer` when that aborts. */
  signal(outer?: AbortSignal): AbortSignal {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(this.error()), this.left());
    timer.unref();
    return outer ? AbortSignal.any([controller.signal, outer]) : controller.signal;
  }

  /** Waits so long, in milliseconds. Throws `TimeoutError` when the budget runs out meanwhile. */
  async pause(ms: number): Promise<void> {
    await delay(Math.min(ms, this.left()));
    this.left();
  }

  /** The error that says what was awaited and for how long. */
  error(): TimeoutError {
    return new TimeoutError(this.operation, this.totalMs, this.#startedAt);
  }
}

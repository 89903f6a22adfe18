import { Failure } from './failure.ts';

/** Longest time in ms that a walk may keep the process from hearing a signal or sending a heartbeat. */
const TURN_MS = 20;

/** Lets long synchronous work breathe, and ends it when the run is asked to stop. */
export class Pacer {
  readonly #signal: AbortSignal;
  #since = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  /** Whether it is time to `rest`. */
  isDue(): boolean {
    return performance.now() - this.#since > TURN_MS;
  }

  /** Gives way once. Throws a `stopped` failure where the run was asked to stop. */
  async rest(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
    throwIfStopped(this.#signal);
    this.#since = performance.now();
  }
}

/** Throws a `stopped` failure where the run was asked to stop, or the failure for which it stops. */
export function throwIfStopped(signal: AbortSignal): void {
  if (!signal.aborted) return;
  if (signal.reason instanceof Failure) throw signal.reason;
  throw new Failure('stopped', `Stopped on request (${String(signal.reason)}).`);
}

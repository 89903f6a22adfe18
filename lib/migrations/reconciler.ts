import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#lib/errors.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { Advance } from './advance.ts';
import { clearSettled } from './clear.ts';
import type { Parts } from './parts.ts';

/** How often the loop looks again when nothing tells it to. */
const PASS_MS = 1_000;
/** Between two passes at least: a burst of changes is looked at once. */
const PAUSE_MS = 50;
/** A step that failed is tried again after this, doubling up to the cap, with jitter. */
const RETRY_MS = 1_000;
const RETRY_CAP_MS = 15_000;

/** Starts further rows of batches beside the unfinished runs, where there is room. */
type Feed = (unfinished: readonly RunRecord[]) => Promise<void>;

interface Attempt {
  readonly failures: number;
  readonly notBefore: number;
}

/**
 * One loop that moves every unfinished run forward, from what the record says and what is observed; and every ended
 * run's pod out of the way. Level-based: killed anywhere and started again, it goes on.
 */
export class Reconciler {
  readonly #parts: Parts;
  readonly #advance: Advance;
  readonly #feed: Feed;
  readonly #busy = new Map<string, Promise<void>>();
  readonly #attempts = new Map<string, Attempt>();
  readonly #stop = new AbortController();
  #wake = Promise.withResolvers<void>();
  #done: Promise<void> | undefined;

  constructor(parts: Parts, feed: Feed) {
    this.#parts = parts;
    this.#feed = feed;
    this.#advance = new Advance(parts);
  }

  start(): void {
    this.#done ??= this.#run();
  }

  /** Asks for a pass now. */
  kick(): void {
    this.#wake.resolve();
  }

  /** Ends the loop. Resolves when no step is under way any more; steps have deadlines. */
  async stop(): Promise<void> {
    this.#stop.abort();
    this.kick();
    await this.#done;
    await Promise.all(this.#busy.values());
  }

  async #run(): Promise<void> {
    const unsubscribe = this.#parts.memory.onChange(() => this.kick());
    while (!this.#stop.signal.aborted) {
      this.#wake = Promise.withResolvers<void>();
      try {
        await this.#pass();
      } catch (error) {
        this.#parts.log.error('a pass of the reconciler failed', { error: messageOf(error) });
      }
      const timer = new AbortController();
      await Promise.race([
        this.#wake.promise,
        delay(PASS_MS, undefined, { signal: timer.signal }).catch(() => undefined),
      ]);
      timer.abort();
      await delay(PAUSE_MS);
    }
    unsubscribe();
  }

  async #pass(): Promise<void> {
    const runs = await this.#parts.history.unfinished();
    this.#advance.countSlots(runs, new Set(this.#busy.keys()));
    for (const run of runs) {
      if (this.#mayTry(run.id)) this.#begin(run.id, () => this.#step(run));
    }
    const clearing = await clearSettled(this.#parts, new Set(runs.map(({ id }) => id)));
    for (const { key, task } of clearing) if (this.#mayTry(key)) this.#begin(key, task);
    await this.#feed(runs);
    this.#forgetAllBut(new Set([...runs.map(({ id }) => id), ...clearing.map(({ key }) => key)]));
  }

  /** What failed and is not to be done any more is not counted on. */
  #forgetAllBut(keys: ReadonlySet<string>): void {
    for (const key of this.#attempts.keys()) if (!keys.has(key)) this.#attempts.delete(key);
  }

  async #step(run: RunRecord): Promise<void> {
    const fresh = await this.#parts.history.get(run.id);
    if (fresh && fresh.outcome === null) await this.#advance.step(fresh);
  }

  #mayTry(key: string): boolean {
    if (this.#busy.has(key) || this.#stop.signal.aborted) return false;
    return (this.#attempts.get(key)?.notBefore ?? 0) <= Date.now();
  }

  #begin(key: string, task: () => Promise<void>): void {
    const work = task()
      .then(() => {
        this.#attempts.delete(key);
      })
      .catch((error: unknown) => this.#failed(key, error))
      .finally(() => this.#busy.delete(key));
    this.#busy.set(key, work);
  }

  #failed(key: string, error: unknown): void {
    const failures = (this.#attempts.get(key)?.failures ?? 0) + 1;
    const wait = Math.min(RETRY_CAP_MS, RETRY_MS * 2 ** (failures - 1)) * (0.5 + Math.random() / 2);
    this.#attempts.set(key, { failures, notBefore: Date.now() + wait });
    this.#parts.log.warn('a step failed and will be tried again', { key, failures, error: messageOf(error) });
  }
}

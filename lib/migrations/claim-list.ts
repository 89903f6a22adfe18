import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import type { KubeClaim } from '#lib/storage/kube-objects.ts';
import { Timeout } from '#lib/storage/timeout.ts';

const EVERY_MS = 60_000;
const LIST_MS = 20_000;

/** The claims of the namespace as last listed: claims change seldom, and Rehome's role may not watch them. */
export class ClaimList {
  #claims: readonly KubeClaim[] = [];
  readonly #list: (timeout: Timeout) => Promise<readonly KubeClaim[]>;
  readonly #log: Log;
  readonly #stop = new AbortController();
  #done: Promise<void> | undefined;

  constructor(list: (timeout: Timeout) => Promise<readonly KubeClaim[]>, log: Log) {
    this.#list = list;
    this.#log = log;
  }

  /** What was listed last. */
  current(): readonly KubeClaim[] {
    return this.#claims;
  }

  /** Lists now, and keeps the answer. */
  async refresh(timeout: Timeout): Promise<readonly KubeClaim[]> {
    this.#claims = await this.#list(timeout);
    return this.#claims;
  }

  start(): void {
    this.#done ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.refresh(new Timeout('Listing volume claims', LIST_MS)).catch((error: unknown) => {
        this.#log.warn('claims could not be listed', { error: messageOf(error) });
      });
      await delay(EVERY_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }
}

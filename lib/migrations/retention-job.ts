import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf, RehomeError } from '#lib/errors.ts';
import type { History } from '#lib/history/history.ts';
import type { Log } from '#lib/log.ts';
import type { AuditResult } from './audit-query.ts';
import { PassStopped, removeOldRecords } from './retention-pass.ts';
import type { KeptFor } from './retention-views.ts';

const MINUTE_MS = 60 * 1000;
/** A server that starts has more pressing work. */
const FIRST_MS = 5 * MINUTE_MS;
/** How often it is looked whether a pass is due. */
const LOOK_MS = MINUTE_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** A pass that failed is tried again after this. */
const RETRY_MS = 60 * MINUTE_MS;

export interface RetentionJobOptions {
  readonly history: Pick<History, 'retention' | 'laterRuns' | 'audit'>;
  readonly keptFor: KeptFor;
  readonly log: Log;
  readonly now?: () => number;
  readonly firstMs?: number;
  readonly lookMs?: number;
}

interface Asking {
  readonly name: string;
  readonly source: string | null;
}

/** Keeps in the audit how far the command is. */
type Say = (said: { readonly result: AuditResult; readonly detail: string | null }) => Promise<void>;

/** Whether anything is removed at all. */
export const removesAnything = (keptFor: KeptFor): boolean => Object.values(keptFor).some((kept) => kept !== null);

/**
 * Removes old records once a day. When a pass is due, and how far it is, is in the database: a restart neither repeats nor
 * forgets one, and one process of several does it. A pass that was killed is gone on with.
 */
export class RetentionJob {
  readonly #options: RetentionJobOptions;
  readonly #now: () => number;
  readonly #stop = new AbortController();
  #loop: Promise<void> | undefined;
  #pass: Promise<void> | undefined;

  constructor(options: RetentionJobOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
  }

  /** Begins to look; does nothing where everything is kept for good. */
  start(): void {
    if (removesAnything(this.#options.keptFor)) this.#loop ??= this.#run();
  }

  /** Ends it. Resolves when no transaction is under way any more. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#loop;
    await this.settled().catch(() => undefined);
  }

  /**
   * Begins a pass now; the audit has that it began and how it ended, also where nothing is old, and names the actor there and in
   * the pass’s own rows. Resolves once it has begun. Throws `RehomeError` `conflict`
   * where one is under way, or where everything is kept for good.
   */
  async runNow(actor: Asking): Promise<void> {
    const { history, keptFor, log } = this.#options;
    if (!removesAnything(keptFor)) throw new RehomeError('conflict', 'Everything is kept for good.');
    await history.retention.schedule(this.#now());
    if (!(await history.retention.claim(this.#now(), true)))
      throw new RehomeError('conflict', 'Old records are being removed already.');
    void this.#begin(actor, (said) => this.#sayOfCommand(actor, said)).catch((error: unknown) => {
      log.error('the end of a removal could not be recorded', { error: messageOf(error) });
    });
  }

  /** Resolves when no pass of this process is under way. */
  async settled(): Promise<void> {
    await this.#pass;
  }

  async #run(): Promise<void> {
    const { history, log, firstMs = FIRST_MS, lookMs = LOOK_MS } = this.#options;
    const { signal } = this.#stop;
    try {
      await history.retention.schedule(this.#now() + firstMs);
      await delay(firstMs, undefined, { signal }).catch(() => undefined);
      while (!signal.aborted) {
        if (await history.retention.claim(this.#now())) await this.#begin({ name: 'rehome', source: null });
        await delay(lookMs, undefined, { signal }).catch(() => undefined);
      }
    } catch (error) {
      log.error('old records could not be looked for', { error: messageOf(error) });
    }
  }

  get #turn() {
    return { signal: this.#stop.signal, now: this.#now };
  }

  async #sayOfCommand({ name, source }: Asking, said: Parameters<Say>[0]): Promise<void> {
    const entry = { at: this.#now(), actor: name, source, action: 'retention.run' };
    await this.#options.history.audit.append({ ...entry, ...said });
  }

  #begin(actor: Asking, say: Say = async () => undefined): Promise<void> {
    this.#pass = this.#remove(actor, say);
    return this.#pass;
  }

  async #remove(actor: Asking, say: Say): Promise<void> {
    const { history, keptFor, log } = this.#options;
    const begun = this.#now();
    try {
      await say({ result: 'asked', detail: null });
      const { isAnythingOld } = await removeOldRecords({ ...{ history, keptFor, actor }, ...this.#turn });
      await say({ result: 'done', detail: isAnythingOld ? null : 'Nothing was old enough to be removed.' });
      await history.retention.end({ at: this.#now(), nextAt: begun + DAY_MS, problem: null });
      log.info('old records were removed', { ...(await history.retention.read())?.removed });
    } catch (error) {
      if (error instanceof PassStopped) {
        await say({ result: 'failed', detail: 'Rehome was stopped. It goes on by itself.' }).catch(() => undefined);
        await history.retention.leave(this.#now());
        return;
      }
      const problem = messageOf(error);
      log.error('old records could not be removed', { error: problem });
      await say({ result: 'failed', detail: problem }).catch(() => undefined);
      await history.retention.end({ at: this.#now(), nextAt: this.#now() + RETRY_MS, problem });
    }
  }
}

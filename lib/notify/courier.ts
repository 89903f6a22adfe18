import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#lib/errors.ts';
import type { NoticeHistory } from '#lib/history/notice-history.ts';
import type { NoticeRecord } from '#lib/history/notices.ts';
import type { Log } from '#lib/log.ts';
import type { Sender } from './bodies.ts';
import type { Channel } from './channels.ts';
import { deliver } from './deliver.ts';
import { nextTry, PATIENCE, type Patience } from './retries.ts';

/** How often the outbox is looked at, in milliseconds. */
const PASS_MS = 1_000;
/** So many messages of a channel are taken up at a time. */
const BATCH = 20;

export interface CourierOptions {
  readonly notices: NoticeHistory;
  readonly channels: readonly Channel[];
  readonly sender: Sender;
  readonly log: Log;
  readonly patience?: Patience;
  readonly passMs?: number;
  readonly deadlineMs?: number;
}

/**
 * Takes messages from the outbox to those who are to be told: each at least once, or until it is given up. One message at
 * a time to each channel, so that a slow receiver keeps nobody else waiting. Only the process that holds the history runs
 * one. What it was about when it was killed is tried again, under the same id.
 */
export class Courier {
  readonly #options: CourierOptions;
  readonly #stop = new AbortController();
  readonly #busy = new Map<string, Promise<void>>();
  #done: Promise<void> | undefined;

  constructor(options: CourierOptions) {
    this.#options = options;
  }

  start(): void {
    this.#done ??= this.#run();
  }

  /** Ends it. A message under way is let go, and tried again at the next start. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('Rehome is stopping'));
    await this.#done;
    await Promise.all(this.#busy.values());
  }

  async #run(): Promise<void> {
    const { notices, channels, log, passMs = PASS_MS } = this.#options;
    const { signal } = this.#stop;
    let isTidy = false;
    while (!signal.aborted) {
      try {
        if (!isTidy) await notices.giveUpAllBut(keysOf(channels), Date.now(), 'It is not configured any more.');
        isTidy = true;
        for (const channel of channels) this.#begin(channel);
      } catch (error) {
        log.error('a pass of the notifications failed', { error: messageOf(error) });
      }
      if (channels.length === 0 && isTidy) return;
      await delay(passMs, undefined, { signal }).catch(() => undefined);
    }
  }

  #begin(channel: Channel): void {
    if (this.#busy.has(channel.key)) return;
    const work = this.#serve(channel)
      .catch((error: unknown) => {
        if (this.#stop.signal.aborted) return;
        this.#options.log.error('notifications could not be read or recorded', { error: messageOf(error) });
      })
      .finally(() => this.#busy.delete(channel.key));
    this.#busy.set(channel.key, work);
  }

  async #serve(channel: Channel): Promise<void> {
    for (const notice of await this.#options.notices.due(channel.key, Date.now(), BATCH)) {
      if (this.#stop.signal.aborted) return;
      await this.#try(channel, notice);
    }
  }

  async #try(channel: Channel, notice: NoticeRecord): Promise<void> {
    const { notices, sender, log, patience = PATIENCE, deadlineMs } = this.#options;
    const answer = await deliver(channel, notice, sender, this.#stop.signal, deadlineMs);
    const now = Date.now();
    if (answer.ok) {
      await notices.tried(notice.id, now, { delivered: true });
      return;
    }
    const { problem, waitMs } = answer;
    const nextAt = nextTry(notice.tries + 1, now, waitMs, patience);
    await notices.tried(notice.id, now, { delivered: false, problem, nextAt });
    const about = { channel: channel.label, notice: notice.id, tries: notice.tries + 1, problem };
    if (nextAt === null) log.error('a notification was given up', about);
    else log.warn('a notification was not taken and will be tried again', about);
  }
}

const keysOf = (channels: readonly Channel[]): readonly string[] => channels.map(({ key }) => key);

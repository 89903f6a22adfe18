import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { LiveRun } from './live-run.ts';

/** Reads a pod's log with timestamps until it ends or `signal` aborts; gives each line to `onLine`. */
export type FollowLog = (
  pod: { name: string; container: string },
  sinceTime: string | undefined,
  onLine: (line: string) => void,
  signal: AbortSignal,
) => Promise<void>;

const RECONNECT_MS = 1_000;

/** Who hears of logs: of each line, and of those with which a run goes a step further. */
interface Hearers {
  line(): void;
  change(): void;
}

interface Follower {
  readonly live: LiveRun;
  readonly stop: AbortController;
  readonly done: Promise<void>;
}

/** Follows the log of each run that works now, and keeps what it said. A stream that breaks is taken up again. */
export class Followers {
  readonly #followers = new Map<string, Follower>();
  readonly #follow: FollowLog;
  readonly #log: Log;
  readonly #hears: Hearers;

  constructor(follow: FollowLog, log: Log, hears: Hearers) {
    this.#follow = follow;
    this.#log = log;
    this.#hears = hears;
  }

  live(runId: string): LiveRun | undefined {
    return this.#followers.get(runId)?.live;
  }

  /** Starts to follow a run's log, once. */
  ensure(runId: string, pod: { name: string; container: string }): void {
    if (this.#followers.has(runId)) return;
    const live = new LiveRun();
    const stop = new AbortController();
    const done = this.#run(runId, pod, live, stop.signal);
    this.#followers.set(runId, { live, stop, done });
  }

  /** Ends the following of a run and forgets what was heard. */
  forget(runId: string): void {
    this.#followers.get(runId)?.stop.abort();
    this.#followers.delete(runId);
  }

  /** Ends all. Resolves when no stream is open any more. */
  async stop(): Promise<void> {
    const all = [...this.#followers.values()];
    for (const follower of all) follower.stop.abort();
    await Promise.all(all.map((follower) => follower.done));
  }

  async #run(runId: string, pod: { name: string; container: string }, live: LiveRun, signal: AbortSignal) {
    const onLine = (line: string) => {
      const phase = live.phase;
      live.accept(line, Date.now());
      this.#hears.line();
      if (live.phase !== phase || live.result) this.#hears.change();
    };
    while (!signal.aborted && !live.result) {
      try {
        await this.#follow(pod, live.lastTimestamp || undefined, onLine, signal);
      } catch (error) {
        if (!signal.aborted) this.#log.info('the log stream broke', { run: runId, error: messageOf(error) });
      }
      await delay(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

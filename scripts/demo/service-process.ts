import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 50;
const ANSWER_MS = 5_000;
const TAIL_BYTES = 3_000;

export interface ServiceOptions {
  /** What it is called in messages. */
  readonly name: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Both its outputs go here; the file starts empty. */
  readonly log: string;
  /** Answers 200 once it can be used. */
  readonly readyUrl: string;
}

/** A server of ours in a process group of its own, so that Ctrl-C reaches it only through us and in the right order. */
export class ServiceProcess {
  readonly #options: ServiceOptions;
  readonly #child: ChildProcess;
  readonly #ended: Promise<string>;
  #end: string | undefined;

  constructor(options: ServiceOptions) {
    this.#options = options;
    const log = openSync(options.log, 'w');
    this.#child = spawn(process.execPath, [...options.args], {
      env: options.env,
      stdio: ['ignore', log, log],
      detached: true,
    });
    closeSync(log);
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
    });
    void this.#ended.then((end) => {
      this.#end = end;
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** How it ended; settles when it has. */
  get ended(): Promise<string> {
    return this.#ended;
  }

  /** The end of what it printed. */
  logTail(): string {
    return readFileSync(this.#options.log, 'utf8').slice(-TAIL_BYTES).trimEnd();
  }

  /** Waits until it can be used; fails with its last lines when it ends instead or needs more than `seconds`. */
  async waitUntilReady(seconds: number): Promise<void> {
    const until = Date.now() + seconds * 1_000;
    let last = 'no answer';
    while (Date.now() < until) {
      if (this.#end !== undefined) throw new Error(this.#complaint(`ended at once (${this.#end})`));
      const status = await this.#ask();
      if (status === 'ready') return;
      last = status;
      await pause(POLL_MS);
    }
    throw new Error(this.#complaint(`was not ready after ${seconds} s (${this.#options.readyUrl}: ${last})`));
  }

  /** Asks it to end, and after `seconds` ends it. */
  async stop(seconds: number): Promise<void> {
    if (this.#end !== undefined) return;
    this.#child.kill('SIGTERM');
    const late = new AbortController();
    const limit = pause(seconds * 1_000, 'late', { signal: late.signal }).catch(() => 'ended');
    if ((await Promise.race([this.#ended, limit])) === 'late') this.kill();
    late.abort();
    await this.#ended;
  }

  /** Ends it at once. */
  kill(): void {
    if (this.#end === undefined) this.#child.kill('SIGKILL');
  }

  async #ask(): Promise<string> {
    try {
      const response = await fetch(this.#options.readyUrl, { signal: AbortSignal.timeout(ANSWER_MS) });
      const body = await response.text();
      return response.ok ? 'ready' : `${response.status} ${body.slice(0, 300)}`;
    } catch (error) {
      return error instanceof Error && error.name === 'TimeoutError' ? 'an answer that does not end' : 'no answer';
    }
  }

  #complaint(what: string): string {
    const { name, log } = this.#options;
    return `The ${name} ${what}. Its last lines (all of it: ${log}):\n${this.logTail()}`;
  }
}

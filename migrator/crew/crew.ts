import { Worker } from 'node:worker_threads';
import type { NoteKind } from '#lib/migrations/wire.ts';
import type { ByteName } from '../byte-name.ts';
import { Failure } from '../failure.ts';
import { throwIfStopped } from '../pacer.ts';
import type { CrewMessage, Task, WorkerMessage } from './job.ts';
import { makeSharedBuffers, SharedState } from './shared-state.ts';
import { Waiting } from './waiting.ts';

/** How many tasks a waiting worker gets at once, at most. */
const BATCH = 64;
/** How often the crew looks at how it does. */
const LOOK_MS = 100;
/** A worker's own memory; a job keeps nothing that grows with the home. */
const WORKER_LIMITS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 8, stackSizeMb: 4 };

export interface CrewSize {
  /** How many begin. */
  readonly workers: number;
  /** How many there may be, where they turn out to wait for the disk or the network rather than to work. */
  readonly most: number;
}

export interface JobRun {
  readonly job: string;
  /** Structured-cloneable; descriptors are numbers, and are the same in every worker. */
  readonly setup: unknown;
  readonly tasks?: readonly Task[];
  readonly bytesPerSecond?: number | undefined;
  readonly signal: AbortSignal;
  onNote?(kind: NoteKind, path: ByteName, detail: string): void;
  onTold?(message: unknown): void;
  onLook?(): void;
}

interface Member {
  readonly worker: Worker;
  isBusy: boolean;
}

/** Workers that walk trees together. One job at a time; between jobs they wait. */
export class Crew {
  readonly shared: SharedState;
  readonly #size: CrewSize;
  readonly #members: Member[] = [];
  #current: Running | undefined;
  /** Jobs that were asked for wait for the one before. */
  #turn: Promise<unknown> = Promise.resolve();
  #dead: Failure | undefined;

  constructor(size: CrewSize) {
    this.#size = size;
    this.shared = new SharedState(makeSharedBuffers(size.most));
    for (let number = 0; number < size.workers; number += 1) this.#hire();
  }

  get count(): number {
    return this.#members.length;
  }

  /** The path that some worker was at last. */
  at: ByteName | undefined;

  /**
   * Runs a job over a tree, from the root on by default, and answers with what each worker found. Throws the first failure
   * of any worker, `stopped` where the signal says so. No worker works any more when this settles.
   */
  run(job: JobRun): Promise<readonly unknown[]> {
    const mine = this.#turn.then(() => this.#runAlone(job));
    this.#turn = mine.catch(() => undefined);
    return mine;
  }

  async #runAlone(job: JobRun): Promise<readonly unknown[]> {
    throwIfStopped(job.signal);
    if (this.#dead) throw this.#dead;
    if (this.shared.isStopped) throw new Failure('copyFailed', 'The workers were stopped.');
    this.shared.clearCounters();
    const running = new Running(job);
    this.#current = running;
    const stop = () => this.shared.stop();
    job.signal.addEventListener('abort', stop, { once: true });
    const timer = setInterval(() => this.#look(running), LOOK_MS);
    try {
      for (const member of this.#members) this.#begin(member, running);
      const tallies = await running.done;
      throwIfStopped(job.signal);
      return tallies;
    } finally {
      clearInterval(timer);
      job.signal.removeEventListener('abort', stop);
      this.#current = undefined;
    }
  }

  /** Ends all workers. */
  async end(): Promise<void> {
    await Promise.all(this.#members.map(({ worker }) => worker.terminate()));
  }

  #hire(): Member {
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: { number: this.#members.length, buffers: this.shared.buffers },
      resourceLimits: WORKER_LIMITS,
      trackUnmanagedFds: false,
    });
    const member: Member = { worker, isBusy: false };
    worker.on('message', (message: WorkerMessage) => this.#hear(member, message));
    worker.on('error', (error: Error) => {
      this.#dead ??= new Failure('crashed', `A worker crashed: ${error.message}.`);
      this.shared.stop();
      this.#current?.fail(this.#dead);
    });
    this.#members.push(member);
    return member;
  }

  #begin(member: Member, running: Running): void {
    member.isBusy = true;
    running.joined += 1;
    const { job, setup, bytesPerSecond } = running.run;
    send(member, { type: 'begin', job, setup, bytesPerSecond: bytesPerSecond ?? null });
  }

  #hear(member: Member, message: WorkerMessage): void {
    const running = this.#current;
    if (!running) return;
    switch (message.type) {
      case 'ready':
      case 'idle':
        member.isBusy = false;
        this.#deal(running);
        return;
      case 'spare':
        for (const task of message.tasks) running.queue.push(task);
        this.#deal(running);
        return;
      case 'note':
        running.run.onNote?.(message.kind, message.path, message.detail);
        return;
      case 'told':
        running.run.onTold?.(message.message);
        return;
      case 'at':
        this.at = message.path;
        return;
      case 'tally':
        running.take(message.tally);
        return;
      case 'failed':
        running.failure ??= new Failure(message.exit, message.message);
        this.shared.stop();
        member.isBusy = false;
        this.#deal(running);
        return;
    }
  }

  /** Gives what waits to who waits; when nobody works and nothing is left, the job is over. */
  #deal(running: Running): void {
    if (this.shared.isStopped) running.queue.length = 0;
    const waiting = this.#members.filter(({ isBusy }) => !isBusy);
    for (const member of waiting) {
      if (running.queue.length === 0) break;
      const share = Math.min(BATCH, Math.ceil(running.queue.length / waiting.length));
      member.isBusy = true;
      send(member, { type: 'tasks', tasks: running.queue.splice(-share) });
    }
    const idle = this.#members.filter(({ isBusy }) => !isBusy).length;
    this.shared.hungry = idle;
    if (idle < this.#members.length) return;
    if (running.failure) {
      running.fail(running.failure);
      return;
    }
    if (running.isFinishing) return;
    running.isFinishing = true;
    for (const member of this.#members) send(member, { type: 'finish' });
  }

  #look(running: Running): void {
    running.run.onLook?.();
    // Workers that keep to a limit wait because they are to.
    if (running.isFinishing || running.run.bytesPerSecond !== undefined) return;
    if (!this.#members.every(({ isBusy }) => isBusy)) return;
    if (!running.waiting.isHeldUp(this.#members.length)) return;
    const more = Math.min(this.#members.length, this.#size.most - this.#members.length);
    for (let added = 0; added < more; added += 1) this.#begin(this.#hire(), running);
  }
}

const send = (member: Member, message: CrewMessage): void => member.worker.postMessage(message);

/** One job under way. */
class Running {
  readonly run: JobRun;
  readonly queue: Task[];
  readonly done: Promise<readonly unknown[]>;
  joined = 0;
  isFinishing = false;
  failure: Failure | undefined;
  readonly #tallies: unknown[] = [];
  readonly #settle = Promise.withResolvers<readonly unknown[]>();
  readonly waiting = new Waiting();

  constructor(run: JobRun) {
    this.run = run;
    this.queue = [...(run.tasks ?? [{ path: '' }])];
    this.done = this.#settle.promise;
  }

  take(tally: unknown): void {
    this.#tallies.push(tally);
    if (this.#tallies.length === this.joined) this.#settle.resolve(this.#tallies);
  }

  fail(failure: Failure): void {
    this.#settle.reject(failure);
  }
}

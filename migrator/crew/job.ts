import type { ExitName } from '#lib/migrations/exit-codes.ts';
import type { NoteKind } from '#lib/migrations/wire.ts';
import type { ByteName } from '../byte-name.ts';
import type { Counter } from './shared-state.ts';

/**
 * A job walks folders: each task is one of them, or one large file, and may bring further tasks. Which worker gets which
 * task is chance, so a job depends on no order but that a folder comes before what lies in it.
 */
export interface Task {
  /** Relative to the root of the walk, which is the empty path. */
  readonly path: ByteName;
  /** A file in that folder which is a task of its own. */
  readonly file?: ByteName;
  /** What the job knows of it since it was found. */
  readonly mark?: number;
}

export interface JobWorker<Tally = unknown> {
  /** Does one task; answers with what it brings. Throws to end the whole job. */
  run(task: Task): readonly Task[];
  /** What this worker has found; called once, when no task is left. Structured-cloneable. */
  finish(): Tally;
}

/** What a worker's jobs work with. */
export interface WorkerContext {
  readonly number: number;
  count(counter: Counter, amount: number): void;
  note(kind: NoteKind, path: ByteName, detail: string): void;
  /** Tells the main thread something of the job's own, at once; for what is rare. */
  tell(message: unknown): void;
  /** The path that is being worked on, for people; told at most twice a second. */
  at(path: ByteName): void;
  /** Sleeps until this many bytes may pass. */
  pass(bytes: number): void;
  /** Throws where the job is to stop. */
  throwIfStopped(): void;
}

export type WorkerMessage =
  | { readonly type: 'ready' | 'idle' }
  | { readonly type: 'spare'; readonly tasks: readonly Task[] }
  | { readonly type: 'note'; readonly kind: NoteKind; readonly path: ByteName; readonly detail: string }
  | { readonly type: 'told'; readonly message: unknown }
  | { readonly type: 'at'; readonly path: ByteName }
  | { readonly type: 'tally'; readonly tally: unknown }
  | { readonly type: 'failed'; readonly exit: ExitName; readonly message: string };

export type CrewMessage =
  | { readonly type: 'begin'; readonly job: string; readonly setup: unknown; readonly bytesPerSecond: number | null }
  | { readonly type: 'tasks'; readonly tasks: readonly Task[] }
  | { readonly type: 'finish' };

import 'server-only';
import { Worker } from 'node:worker_threads';

const ENDED = 'The thread that reads the history ended.';

/** What the thread is asked, and what it answers. */
interface Question {
  readonly id: number;
  readonly sql: string;
  readonly parameters: readonly unknown[];
}
type Answer = { readonly id: number; readonly rows: unknown[] } | { readonly id: number; readonly problem: string };

interface Asker {
  readonly resolve: (rows: unknown[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Reads a SQLite file in a thread of its own, by a connection that cannot write: however long a read takes, the process goes on
 * answering. The thread begins with the first question; after a failure of its own the next question begins another.
 */
export class ReaderThread {
  readonly #file: string;
  readonly #askers = new Map<number, Asker>();
  #worker: Worker | undefined;
  #last = 0;
  #isClosed = false;

  constructor(file: string) {
    this.#file = file;
  }

  /**
   * The rows of a statement. It sees everything that was committed before it was asked.
   * @throws Error from SQLite, or where the thread ended before it had answered
   */
  ask(sql: string, parameters: readonly unknown[]): Promise<unknown[]> {
    if (this.#isClosed) return Promise.reject(new Error(ENDED));
    this.#worker ??= this.#start();
    const worker = this.#worker;
    this.#last += 1;
    const question: Question = { id: this.#last, sql, parameters };
    return new Promise((resolve, reject) => {
      worker.postMessage(question);
      this.#askers.set(question.id, { resolve, reject });
    });
  }

  /** Ends the thread, also in the middle of a read. */
  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#worker?.terminate();
  }

  #start(): Worker {
    // As text, so that it needs no file of its own among what is built.
    const worker = new Worker(`(${serveReads})()`, { eval: true, execArgv: [], workerData: this.#file });
    worker.on('message', (answer: Answer) => {
      const asker = this.#askers.get(answer.id);
      this.#askers.delete(answer.id);
      if ('rows' in answer) asker?.resolve(answer.rows);
      else asker?.reject(new Error(answer.problem));
    });
    let reason = new Error(ENDED);
    worker.on('error', (error) => {
      reason = error instanceof Error ? error : reason;
    });
    worker.on('exit', () => {
      this.#worker = undefined;
      for (const { reject } of this.#askers.values()) reject(reason);
      this.#askers.clear();
    });
    return worker;
  }
}

/** Runs in the thread: knows nothing but what Node itself has there. */
function serveReads(): void {
  const { DatabaseSync } = process.getBuiltinModule('node:sqlite');
  const { parentPort, workerData } = process.getBuiltinModule('node:worker_threads');
  const database = new DatabaseSync(workerData, { readOnly: true, timeout: 5000 });
  // Where homes and the system are closed to writing, what is sorted must not look for a file.
  database.exec('pragma temp_store = memory; pragma cache_size = -16384');
  parentPort?.on('message', ({ id, sql, parameters }) => {
    try {
      parentPort.postMessage({ id, rows: database.prepare(sql).all(...parameters) });
    } catch (error) {
      parentPort.postMessage({ id, problem: String(error) });
    }
  });
}

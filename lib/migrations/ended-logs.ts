import 'server-only';
import type { History } from '#lib/history/history.ts';
import { type LiveRun, readLog } from './live-run.ts';

/** A page of an ended run is polled until its pod is gone; its log need not be unpacked each time. */
const KEPT = 4;

export interface EndedLog {
  readonly log: LiveRun;
  readonly truncated: boolean;
}

/** The logs of the ended runs that were looked at last, read back from their evidence, which never changes. */
export class EndedLogs {
  readonly #history: History;
  readonly #logs = new Map<string, EndedLog>();

  constructor(history: History) {
    this.#history = history;
  }

  async of(runId: string): Promise<EndedLog | undefined> {
    const kept = this.#logs.get(runId);
    if (kept) return kept;
    const saved = await this.#history.evidenceOf(runId, 'log');
    if (!saved) return undefined;
    const read = { log: await readLog(saved.text), truncated: saved.truncated };
    this.#logs.set(runId, read);
    for (const oldest of this.#logs.keys()) if (this.#logs.size > KEPT) this.#logs.delete(oldest);
    return read;
  }
}

import 'server-only';
import type { AuditEntry } from '#lib/history/audit.ts';
import type { History } from '#lib/history/history.ts';
import type { Log } from '#lib/log.ts';

/** The name in the audit of whoever the gate did not let in. */
export const NOBODY = '(nobody)';

/** Refusals at the gate that are written one by one within a minute: whoever knocks must not fill the disk. */
const MAX_A_MINUTE = 60;
const MINUTE_MS = 60_000;
const MAX_DETAIL = 800;

/** A refusal or failure; without an actor, of somebody whom the gate did not let in. */
export type Attempt = Omit<AuditEntry, 'at' | 'actor'> & { readonly actor: string | undefined };

/** Keeps in the audit what was tried and came to nothing. */
export class Attempts {
  readonly #history: History;
  readonly #log: Log;
  readonly #now: () => number;
  #minute = 0;
  #written = 0;
  #leftOut = 0;

  constructor(history: History, log: Log, now: () => number = Date.now) {
    this.#history = history;
    this.#log = log;
    this.#now = now;
  }

  /** Writes a row. Of strangers at the gate at most 60 a minute: the next row says how many went before it. Never throws. */
  async record({ actor, detail, ...rest }: Attempt): Promise<void> {
    const at = this.#now();
    if (actor === undefined && !this.#mayWrite(at)) return;
    const before = actor === undefined ? this.#takeLeftOut() : '';
    const text = `${before}${detail ?? ''}`.slice(0, MAX_DETAIL) || null;
    try {
      await this.#history.audit.append({ ...rest, at, actor: actor ?? NOBODY, detail: text });
    } catch (error) {
      this.#log.error('a refusal could not be written into the audit', { action: rest.action, error });
    }
  }

  #mayWrite(at: number): boolean {
    if (at - this.#minute >= MINUTE_MS) {
      this.#minute = at;
      this.#written = 0;
    }
    this.#written += 1;
    if (this.#written > MAX_A_MINUTE) this.#leftOut += 1;
    return this.#written <= MAX_A_MINUTE;
  }

  #takeLeftOut(): string {
    const leftOut = this.#leftOut;
    this.#leftOut = 0;
    return leftOut === 0 ? '' : `After ${leftOut} more like it within a minute, not written one by one. `;
  }
}

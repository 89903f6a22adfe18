import 'server-only';
import type { Actor } from '#lib/access/roles.ts';
import { RehomeError } from '#lib/errors.ts';
import type { History } from '#lib/history/history.ts';
import { startTimeProblem } from './start-time.ts';

/**
 * Throws `RehomeError` `invalid` for a time at which no run may be asked to start. A request that was recorded before is
 * answered however late it is sent again.
 */
export async function checkStartTime(
  history: History,
  { notBefore, requestKey }: { readonly notBefore?: number | undefined; readonly requestKey?: string | undefined },
): Promise<void> {
  const problem = notBefore === undefined ? undefined : startTimeProblem(notBefore, Date.now());
  if (!problem || (requestKey && (await history.ofRequest(requestKey)))) return;
  throw new RehomeError('invalid', problem, { fields: { notBefore: problem } });
}

/** What an operator can ask for a run that is to start at a time. */
export class Schedule {
  readonly #history: History;
  readonly #kick: () => void;

  constructor(history: History, kick: () => void) {
    this.#history = history;
    this.#kick = kick;
  }

  /** Lets a run start at once that waits for its time. Throws `RehomeError`: `not_found`, or `conflict` where it does not wait any more. */
  async startNow(runId: string, actor: Actor): Promise<{ readonly id: string }> {
    const entry = { at: Date.now(), actor: actor.name, source: actor.source, action: 'migration.start-now' };
    const done = await this.#history.bringForward(runId, entry);
    if (done === undefined) throw new RehomeError('not_found', 'There is no such run.');
    if (!done) throw new RehomeError('conflict', 'This run does not wait for its time any more.', { recorded: true });
    this.#kick();
    return { id: runId };
  }
}

import 'server-only';
import type { Actor } from '#lib/access/roles.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { isFailure } from '#lib/history/standing.ts';
import type { ManyOutcome } from './many-views.ts';
import type { Parts } from './parts.ts';
import type { MigrationService } from './service.ts';

/** What an operator can ask for several runs at once: each is decided on its own, and one that is skipped says why. */
export class ManyRuns {
  readonly #parts: Parts;
  readonly #service: MigrationService;

  constructor(parts: Parts, service: MigrationService) {
    this.#parts = parts;
    this.#service = service;
  }

  /** Asks each of these runs to stop, as if it were asked alone. */
  stop(runIds: readonly string[], actor: Actor): Promise<ManyOutcome> {
    return this.#each(runIds, async (run) => {
      if (run.outcome !== null) return 'It had ended.';
      if (run.stopRequestedAt !== null) return 'It had been asked to stop.';
      const { stopRequestedAt, endedAt } = await this.#service.stop(run.id, actor);
      return stopRequestedAt === null && endedAt !== null ? 'It ended meanwhile.' : undefined;
    });
  }

  /** Records that somebody saw that these runs failed, each with an audit row. */
  markSeen(runIds: readonly string[], actor: Actor): Promise<ManyOutcome> {
    return this.#each(runIds, async ({ id, outcome, kind }) => {
      if (outcome === null || !isFailure(outcome)) return 'It did not fail.';
      if (kind === 'check') return 'It is a check, which needs nobody.';
      const entry = { at: Date.now(), actor: actor.name, source: actor.source, action: 'migration.seen' };
      const isFirst = await this.#parts.history.acknowledge(id, actor.name, entry.at, entry);
      return isFirst ? undefined : 'Somebody had seen it.';
    });
  }

  /** Removes the pods that these runs left behind, as if each were asked for on the page of what is left. */
  cleanUp(runIds: readonly string[], actor: Actor): Promise<ManyOutcome> {
    return this.#each(runIds, async ({ outcome, objects, podUid }) => {
      if (outcome === null) return 'It has not ended.';
      if (objects === 'removing' || objects === 'stuck') return 'Its pod was asked to go before, and has not gone yet.';
      if (objects !== 'present' || podUid === null) return 'It left nothing in the cluster.';
      const { removed, kept } = await this.#service.cleanUp([podUid], actor);
      return removed.length > 0 ? undefined : (kept[0]?.why ?? 'Its pod is gone already.');
    });
  }

  async #each(runIds: readonly string[], task: (run: RunRecord) => Promise<string | undefined>): Promise<ManyOutcome> {
    const done: string[] = [];
    const skipped: { runId: string; why: string }[] = [];
    for (const runId of new Set(runIds)) {
      const run = await this.#parts.history.get(runId);
      const why = run ? await task(run) : 'There is no such run.';
      if (why === undefined) done.push(runId);
      else skipped.push({ runId, why });
    }
    return { done, skipped };
  }
}

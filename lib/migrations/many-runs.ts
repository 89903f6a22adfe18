import 'server-only';
import type { Command } from '#lib/access/commands.ts';
import type { Actor } from '#lib/access/roles.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { isFailure } from '#lib/history/standing.ts';
import type { ManyOutcome } from './many-views.ts';
import type { Parts } from './parts.ts';
import type { MigrationService } from './service.ts';

/** Why a run is skipped, and whether the audit has that already. */
interface Skipped {
  readonly why: string;
  readonly recorded?: boolean;
}

/**
 * What an operator can ask for several runs at once: each is decided on its own and has its own row in the audit, and one that
 * is skipped says why.
 */
export class ManyRuns {
  readonly #parts: Parts;
  readonly #service: MigrationService;

  constructor(parts: Parts, service: MigrationService) {
    this.#parts = parts;
    this.#service = service;
  }

  /** Asks each of these runs to stop, as if it were asked alone. */
  stop(runIds: readonly string[], actor: Actor): Promise<ManyOutcome> {
    return this.#each('migration.stop', runIds, actor, async (run) => {
      if (run.outcome !== null) return { why: 'It had ended.' };
      if (run.stopRequestedAt !== null) return { why: 'It had been asked to stop.' };
      const { stopRequestedAt, endedAt } = await this.#service.stop(run.id, actor);
      const isLate = stopRequestedAt === null && endedAt !== null;
      return isLate ? { why: 'It ended meanwhile.', recorded: true } : undefined;
    });
  }

  /** Records that somebody saw that these runs failed, each with an audit row. */
  markSeen(runIds: readonly string[], actor: Actor): Promise<ManyOutcome> {
    return this.#each('migration.seen', runIds, actor, async ({ id, outcome, kind }) => {
      if (outcome === null || !isFailure(outcome)) return { why: 'It did not fail.' };
      if (kind === 'check') return { why: 'It is a check, which needs nobody.' };
      const entry = { at: Date.now(), actor: actor.name, source: actor.source, action: 'migration.seen' };
      const isFirst = await this.#parts.history.acknowledge(id, actor.name, entry.at, entry);
      return isFirst ? undefined : { why: 'Somebody had seen it.' };
    });
  }

  /** Removes the pods that these runs left behind, as if each were asked for on the page of what is left. */
  cleanUp(runIds: readonly string[], actor: Actor): Promise<ManyOutcome> {
    return this.#each('cleanup.remove', runIds, actor, async ({ outcome, objects, podUid }) => {
      if (outcome === null) return { why: 'It has not ended.' };
      if (objects === 'removing' || objects === 'stuck')
        return { why: 'Its pod was asked to go before, and has not gone yet.' };
      if (objects !== 'present' || podUid === null) return { why: 'It left nothing in the cluster.' };
      const { removed, kept } = await this.#service.cleanUp([podUid], actor);
      return removed.length > 0 ? undefined : { why: kept[0]?.why ?? 'Its pod is gone already.', recorded: true };
    });
  }

  async #each(
    action: Command,
    runIds: readonly string[],
    actor: Actor,
    task: (run: RunRecord) => Promise<Skipped | undefined>,
  ): Promise<ManyOutcome> {
    const done: string[] = [];
    const skipped: { runId: string; why: string }[] = [];
    for (const runId of new Set(runIds)) {
      const run = await this.#parts.history.get(runId);
      const skip = run ? await task(run) : { why: 'There is no such run.' };
      if (!skip) {
        done.push(runId);
        continue;
      }
      const { why, recorded = false } = skip;
      skipped.push({ runId, why });
      if (!recorded) await this.#recordSkipped({ action, object: runId, detail: why }, actor, run);
    }
    return { done, skipped };
  }

  async #recordSkipped(
    about: { readonly action: Command; readonly object: string; readonly detail: string },
    actor: Actor,
    run: RunRecord | undefined,
  ): Promise<void> {
    const { oldUser = null, newUser = null } = run ?? {};
    const who = { at: Date.now(), actor: actor.name, source: actor.source };
    await this.#parts.history.audit.append({ ...who, ...about, oldUser, newUser, result: 'refused' });
  }
}

import 'server-only';
import { type Actor, may } from '#lib/access/roles.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { hasExited, readPodFacts } from '#lib/storage/pod-facts.ts';
import { checkView, lastCheck } from './check-view.ts';
import { type Pair, podName } from './names.ts';
import { newestPartial, pairContext } from './pair-view.ts';
import type { Parts } from './parts.ts';
import { readRunOfPod } from './pod.ts';
import { isQueued, runRows } from './run-rows.ts';
import type { SavedReports } from './saved-reports.ts';
import type { CheckView } from './start-views.ts';
import type { PairContextView } from './views.ts';

/** Other pairs that a start form tells of. */
const OTHERS = 4;

/** What matters before a pair is migrated, out of memory and the database. */
export class ContextReader {
  readonly #parts: Parts;
  readonly #reports: SavedReports;

  constructor(parts: Parts, reports: SavedReports) {
    this.#parts = parts;
    this.#reports = reports;
  }

  /** `isForStart`: with what only a start is told, of other pairs and of what it would remove. */
  async read(pair: Pair, actor: Actor, isForStart: boolean): Promise<PairContextView> {
    const { history } = this.#parts;
    const records = await history.pairRuns(pair);
    const reverse = await history.pairRuns({ oldUser: pair.newUser, newUser: pair.oldUser });
    const unfinished = await history.unfinished();
    const queue = unfinished.filter(isQueued);
    const placeOf = (run: RunRecord) => queue.findIndex(({ id }) => id === run.id) + 1 || null;
    const partial = newestPartial(records, await history.laterRuns(records.map(({ id }) => id)));
    return pairContext(pair, {
      runs: await runRows(this.#parts, records, placeOf),
      reverseRuns: await runRows(this.#parts, reverse, placeOf),
      check: await this.#check(records),
      partial: partial ? { runId: partial.id, mayResume: may(actor.role, 'run') } : null,
      keptPod: isForStart ? await this.#keptPod(pair) : null,
      others: isForStart ? await history.otherMoves(pair, OTHERS) : { moves: [], isCut: false },
      unfinished,
    });
  }

  /** A pod that was kept has the name that the next copy of either direction needs, which therefore removes it. */
  async #keptPod(pair: Pair): Promise<PairContextView['keptPod']> {
    const { memory, config, history } = this.#parts;
    const pod = memory.contact().state === 'live' ? memory.pod(podName(config.instance, pair, 'copy', '')) : undefined;
    const owner = pod && readRunOfPod(pod);
    if (!owner || pod.metadata.deletionTimestamp || !hasExited(readPodFacts(pod))) return null;
    const run = await history.get(owner.runId);
    if (!run || run.outcome === null || run.objects !== 'present') return null;
    const which = `run #${run.number}${run.oldUser === pair.oldUser ? '' : ' the other way'}`;
    return `The pod that was kept of ${which} is removed when this migration starts.`;
  }

  async #check(records: readonly RunRecord[]): Promise<CheckView | null> {
    const run = lastCheck(records);
    if (!run) return null;
    return checkView(run, run.outcome === null ? undefined : await this.#reports.of(run.id), this.#parts.config);
  }
}

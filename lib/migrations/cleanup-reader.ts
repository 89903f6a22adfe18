import 'server-only';
import type { RunRecord } from '#lib/history/run-record.ts';
import { claimsOf } from './claim-nodes.ts';
import { leftoversOf } from './cleanup-view.ts';
import type { CleanupCounts, MountedClaimView, PartialCopiesView } from './cleanup-views.ts';
import { partialCopyView } from './partial-copy-view.ts';
import type { Parts } from './parts.ts';
import type { CleanupView, LeftoverView } from './views.ts';

/** Partial copies that are listed; there are seldom more, and the oldest can be found in the list of migrations. */
const SHOWN = 100;

/** What runs left behind: pods in the cluster, out of its memory, and partial copies in homes, out of the database. */
export class CleanupReader {
  readonly #parts: Pick<Parts, 'memory' | 'history' | 'reclaim'>;

  constructor(parts: Pick<Parts, 'memory' | 'history' | 'reclaim'>) {
    this.#parts = parts;
  }

  async read(): Promise<CleanupView> {
    const contact = this.#parts.memory.contact();
    const leftovers = await this.#leftovers();
    return {
      leftovers,
      claims: this.#claims(new Set(leftovers.map(({ uid }) => uid))),
      asOf: contact.state === 'live' ? null : (contact.lastContactAt?.toISOString() ?? null),
      partial: await this.#partial(),
    };
  }

  /** How many there are; every page shows it. */
  async counts(): Promise<CleanupCounts> {
    const { count } = await this.#parts.history.copies.total();
    return { leftovers: (await this.#leftovers()).length, partialCopies: count };
  }

  #leftovers(): Promise<readonly LeftoverView[]> {
    const { memory, history } = this.#parts;
    return leftoversOf(memory.migratorPods(), (id) => history.get(id));
  }

  /** Those that these pods mount, with what was seen of them. */
  #claims(uids: ReadonlySet<string>): readonly MountedClaimView[] {
    const { memory, reclaim } = this.#parts;
    const pods = memory.migratorPods().filter(({ metadata }) => uids.has(metadata.uid ?? ''));
    return [...new Set(pods.flatMap(claimsOf))].sort().flatMap((claim) => {
      const policy = reclaim.of(claim);
      return policy === undefined ? [] : [{ claim, policy }];
    });
  }

  async #partial(): Promise<PartialCopiesView> {
    const { history } = this.#parts;
    const { count, bytes } = await history.copies.total();
    const runs = await history.copies.partial(SHOWN);
    const later = await history.laterRuns(runs.map(({ id }) => id));
    const seen = await history.copies.seenIn(runs.map(({ newUser }) => newUser));
    const viewOf = (run: RunRecord) => partialCopyView(run, later.get(run.id) ?? [], seen.get(run.newUser));
    return { copies: runs.flatMap((run) => viewOf(run) ?? []), count, bytes };
  }
}

import 'server-only';
import type { Move } from '#lib/history/lineage.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { compareRuns } from './compare-runs.ts';
import { lineagePeople, moveView } from './lineage-view.ts';
import type { Pair } from './names.ts';
import { pairFolders, runResult } from './pair-results.ts';
import { exitedPodView } from './pair-view.ts';
import type { CompareView, LineageView } from './pair-views.ts';
import type { Parts } from './parts.ts';
import type { PeopleReader } from './people-reader.ts';
import { isQueued, runRows } from './run-rows.ts';
import { isoOf } from './run-view.ts';
import type { PairView, RunView } from './views.ts';

/** Moves of a lineage that a page draws. */
const MOVES = 60;
const NOTES = 100;

/** The page of a pair, out of the directory, memory and the database. */
export class PairReader {
  readonly #parts: Parts;
  readonly #people: PeopleReader;

  constructor(parts: Parts, people: PeopleReader) {
    this.#parts = parts;
    this.#people = people;
  }

  /** Everything that is known of a pair, and of its reverse. */
  async read(pair: Pair): Promise<PairView> {
    const { history } = this.#parts;
    const records = await history.pairRuns(pair);
    const reverse = await history.pairRuns(swapped(pair));
    const both = [...records, ...reverse];
    const later = await history.laterRuns(both.map(({ id }) => id));
    const laterOf = ({ id }: RunRecord) => later.get(id) ?? [];
    const exited = await history.exitedPods.listForPair(pair.oldUser, pair.newUser);
    const numbers = new Map(records.map(({ id, number }) => [id, number]));
    return {
      ...{ oldUser: pair.oldUser, newUser: pair.newUser },
      runs: await this.#rows(records),
      reverseRuns: await this.#rows(reverse),
      results: both.flatMap((run) => (run.outcome === null ? [] : [runResult(run, laterOf(run))])),
      exitedPods: exited.map((pod) => exitedPodView(pod, numbers)),
      folders: both.flatMap((run) => pairFolders(run, laterOf(run))),
      lineage: await this.#lineage(pair),
      notes: (await history.pairNotes.read(pair, NOTES)).map((note) => ({ ...note, at: isoOf(note.at) })),
    };
  }

  /** Two different runs of a pair or of its reverse side by side; null where these are none. */
  async compare({ oldUser, newUser }: Pair, ids: readonly [string, string]): Promise<CompareView | null> {
    const { history } = this.#parts;
    if (ids[0] === ids[1]) return null;
    const [first, second] = [await history.get(ids[0]), await history.get(ids[1])];
    const isOurs = (run: RunRecord | undefined): run is RunRecord =>
      run !== undefined &&
      [run.oldUser, run.newUser].toSorted().join('\0') === [oldUser, newUser].toSorted().join('\0');
    return isOurs(first) && isOurs(second) ? compareRuns(first, second) : null;
  }

  async #rows(records: readonly RunRecord[]): Promise<readonly RunView[]> {
    const queue = records.some(isQueued) ? (await this.#parts.history.unfinished()).filter(isQueued) : [];
    return runRows(this.#parts, records, (run) => queue.findIndex(({ id }) => id === run.id) + 1 || null);
  }

  async #lineage(pair: Pair): Promise<LineageView> {
    const { moves, isCut } = await this.#parts.history.lineage(pair, MOVES);
    const names = [pair.oldUser, pair.newUser, ...moves.flatMap(({ oldUser, newUser }: Move) => [oldUser, newUser])];
    const people = await this.#people.persons([...new Set(names)]);
    return { people: lineagePeople(people), moves: moves.map(moveView), isCut };
  }
}

const swapped = ({ oldUser, newUser }: Pair): Pair => ({ oldUser: newUser, newUser: oldUser });

import type { RunKind } from '#lib/migrations/states.ts';
import { type EndSum, readEnds } from './ends.ts';
import { type HomeFactsRecord, readRoom } from './home-facts.ts';
import { countByState, hasRuns, recentEnds, runsOfNow, type Unfinished, unseenFailures } from './overview-runs.ts';
import type { RunRecord } from './run-record.ts';
import type { Store } from './store.ts';

/** What the overview asks for: nothing of it costs more with more runs. */
export class OverviewHistory {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The last times that a run saw how much room a home had, the newest first. */
  roomSeen(limit: number): Promise<HomeFactsRecord[]> {
    return readRoom(this.#store, limit);
  }

  /** Whether there is any run at all. */
  hasRuns(): Promise<boolean> {
    return hasRuns(this.#store);
  }

  /** How runs of a kind ended, in stretches of time that begin with a quarter of an hour each. */
  endsIn(kind: RunKind, from: readonly number[]): Promise<EndSum[]> {
    return readEnds(this.#store, kind, from);
  }

  /** How many runs have not ended, by state. */
  countByState(): Promise<Unfinished[]> {
    return countByState(this.#store);
  }

  /** The runs at work and the first of the queue, oldest first. */
  runsOfNow(most: Parameters<typeof runsOfNow>[1]): ReturnType<typeof runsOfNow> {
    return runsOfNow(this.#store, most);
  }

  /** The newest failures that nobody has seen, and how many there are. */
  unseenFailures(limit: number): ReturnType<typeof unseenFailures> {
    return unseenFailures(this.#store, limit);
  }

  /** The last ends that need nobody. */
  recentEnds(limit: number, within: number): Promise<RunRecord[]> {
    return recentEnds(this.#store, limit, within);
  }
}

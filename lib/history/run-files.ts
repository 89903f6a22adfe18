import type { ListQuery } from '#lib/migrations/list-views.ts';
import { runsInBatches } from './run-export.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder } from './run-rows.ts';
import type { Store } from './store.ts';

/** Runs for files, however many they are. */
export class RunFiles {
  readonly #store: Store;

  /** Of a store that holds nobody up. */
  constructor(store: Store) {
    this.#store = store;
  }

  /** All runs that a list shows over its pages, newest first, a batch at a time. */
  listed(query: ListQuery, size: number): AsyncGenerator<readonly RunRecord[]> {
    return runsInBatches(this.#store, query, size);
  }

  /** The runs of these ids, in the order of the ids, as one batch; unknown ones are left out. */
  async *chosen(ids: readonly string[]): AsyncGenerator<readonly RunRecord[]> {
    yield await readRunsInOrder(this.#store, ids);
  }
}

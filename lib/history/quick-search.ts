import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import type { Pair } from '#lib/migrations/names.ts';
import { runsTouching } from './related-runs.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder, selectRuns, toRecord } from './run-rows.ts';
import { findRuns } from './run-search.ts';
import { searchWords } from './search-words.ts';
import type { Store } from './store.ts';

/** Among so many of the newest runs a bare number is looked for: no index has it. */
const NEWEST = 2000;

/** The first runs for a text, fast enough for every key that is pressed. Nothing is counted. */
export class QuickSearch {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /**
   * The newest runs with all words of a text, as the list finds them. A text too short for the index finds the runs of
   * whoever has exactly that name.
   */
  async ofText(text: string, limit: number): Promise<readonly RunRecord[]> {
    const { long, codes } = searchWords(text);
    if (long.length === 0 && codes.length === 0) return text === '' ? [] : runsTouching(this.#store, text, limit);
    const newest = { limit, beyond: null, descending: true };
    const found = await findRuns(this.#store, { ...DEFAULT_QUERY, text }, newest);
    return readRunsInOrder(
      this.#store,
      found.map(({ id }) => id),
    );
  }

  /** The runs of this number that these pairs have, in the order of the pairs. */
  async ofNumber(pairs: readonly Pair[], number: number): Promise<readonly RunRecord[]> {
    const found = await Promise.all(
      pairs.map(({ oldUser, newUser }) =>
        selectRuns(this.#store)
          .where('old_user', '=', oldUser)
          .where('new_user', '=', newUser)
          .where('number', '=', number)
          .executeTakeFirst(),
      ),
    );
    return found.flatMap((row) => (row ? [toRecord(row)] : []));
  }

  /** The newest runs that have this number within their pair, whoever's; among the last 2,000 runs only. */
  async newestOfNumber(number: number, limit: number): Promise<readonly RunRecord[]> {
    const { db, realm } = this.#store;
    const rows = await db
      .selectFrom((from) =>
        from
          .selectFrom('runs')
          .select(['id', 'number', 'requested_at'])
          .where('realm', '=', realm)
          .orderBy('requested_at', 'desc')
          .orderBy('id', 'desc')
          .limit(NEWEST)
          .as('newest'),
      )
      .select('id')
      .where('number', '=', number)
      .orderBy('requested_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return readRunsInOrder(
      this.#store,
      rows.map(({ id }) => id),
    );
  }
}

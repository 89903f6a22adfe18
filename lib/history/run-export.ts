import type { ListQuery } from '#lib/migrations/list-views.ts';
import { facetsOf, passesFacets } from './run-facets.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder } from './run-rows.ts';
import { hasText } from './run-texts.ts';
import { inBatches, type Store } from './store.ts';

/**
 * Every run that a list shows over all of its pages, newest first, each once, `size` at a time. A run that is asked for
 * meanwhile is not among them; one that changes meanwhile is told as it is when its batch is read.
 */
export async function* runsInBatches(
  store: Store,
  query: ListQuery,
  size: number,
): AsyncGenerator<readonly RunRecord[]> {
  const read = (last: Place | undefined) => placesAfter(store, query, size, last).execute();
  for await (const places of inBatches<Place>(size, read)) {
    yield await readRunsInOrder(
      store,
      places.map(({ id }) => id),
    );
  }
}

/** A run in the order of the file. */
interface Place {
  readonly id: string;
  readonly requested_at: number;
}

/** Continues where the batch before ended, so that the last one costs what the first one does. */
export function placesAfter(store: Store, query: ListQuery, size: number, last?: Place) {
  const { db, realm } = store;
  return db
    .selectFrom('runs')
    .select(['id', 'requested_at'])
    .where('realm', '=', realm)
    .$if(last !== undefined, (runs) =>
      runs.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('requested_at', 'id'), '<', tuple(last?.requested_at ?? 0, last?.id ?? '')),
      ),
    )
    .where(passesFacets(store, query, facetsOf(query)[0]))
    .$if(query.text !== '', (runs) => runs.where(hasText(query.text)))
    .orderBy('requested_at', 'desc')
    .orderBy('id', 'desc')
    .limit(size);
}

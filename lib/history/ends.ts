import { sql } from 'kysely';
import type { Outcome, RunKind } from '#lib/migrations/states.ts';
import type { Store } from './store.ts';

/** Ends are summed by the quarter of an hour, since a day begins at one in every time zone. */
const SLOT_MS = 900_000;

/** How many runs ended so within a stretch of time, and what they copied themselves. */
export interface EndSum {
  /** Which stretch, from 0. */
  readonly stretch: number;
  readonly outcome: Outcome;
  readonly runs: number;
  readonly bytes: number;
  readonly files: number;
}

/** Adds the end of one run to the sums; to be called once for each, in the transaction that ends it. */
export async function addEnd(
  { db, realm }: Store,
  kind: RunKind,
  end: { readonly outcome: Outcome; readonly endedAt: number; readonly bytes: number; readonly files: number },
): Promise<void> {
  const { outcome, endedAt, bytes, files } = end;
  await db
    .insertInto('ends')
    .values({ realm, kind, slot: endedAt - (endedAt % SLOT_MS), outcome, runs: 1, bytes, files })
    .onConflict((on) =>
      on.columns(['realm', 'kind', 'slot', 'outcome']).doUpdateSet(({ ref, eb }) => ({
        runs: eb(ref('ends.runs'), '+', 1),
        bytes: eb(ref('ends.bytes'), '+', bytes),
        files: eb(ref('ends.files'), '+', files),
      })),
    )
    .execute();
}

/**
 * How runs of a kind ended, in stretches of time that follow each other; the last has no end.
 *
 * @param from - when each begins: a quarter of an hour, upwards
 */
export async function readEnds(store: Store, kind: RunKind, from: readonly number[]): Promise<EndSum[]> {
  const rows = from.length === 0 ? [] : await selectEnds(store, kind, from).execute();
  return rows.map(({ stretch, outcome, runs, bytes, files }) => ({
    ...{ stretch: Number(stretch), outcome, runs: Number(runs), bytes: Number(bytes), files: Number(files) },
  }));
}

function selectEnds({ db, realm }: Store, kind: RunKind, from: readonly number[]) {
  const stretch = from.slice(1).map((begin) => sql`(case when slot >= ${begin} then 1 else 0 end)`);
  return db
    .selectFrom('ends')
    .select((on) => [
      sql<number>`${sql.join([sql`0`, ...stretch], sql` + `)}`.as('stretch'),
      'outcome',
      on.fn.sum<number>('runs').as('runs'),
      on.fn.sum<number>('bytes').as('bytes'),
      on.fn.sum<number>('files').as('files'),
    ])
    .where('realm', '=', realm)
    .where('kind', '=', kind)
    .where('slot', '>=', from[0] ?? 0)
    .groupBy(['stretch', 'outcome'])
    .orderBy('stretch')
    .orderBy('outcome');
}

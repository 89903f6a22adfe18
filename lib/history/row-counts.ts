import { countedAs } from './engine.ts';
import type { Standing } from './schema.ts';
import type { Store } from './store.ts';

/** How many rows the database keeps count of under these names (`countedAs`); null for none. */
export const keptCount = ({ db, realm }: Store, ...what: readonly string[]) =>
  db
    .selectFrom('row_counts')
    .select(({ fn }) => fn.sum<number | null>('rows').as('rows'))
    .where('realm', '=', realm)
    .where('what', 'in', what);

/** How many runs stand in one of these ways. */
export async function countRuns(store: Store, ...standings: readonly Standing[]): Promise<number> {
  const names = standings.map((standing) => countedAs('runs', standing));
  const { rows } = await keptCount(store, ...names).executeTakeFirstOrThrow();
  return Number(rows);
}

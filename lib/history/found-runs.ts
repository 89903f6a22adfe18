import type { ListQuery } from '#lib/migrations/list-views.ts';
import { contains } from './engine.ts';
import { isTroubled, namesContain, STANDINGS } from './run-filters.ts';
import type { Standing } from './schema.ts';
import type { Store } from './store.ts';
import { folded } from './text.ts';

/** As much of a run as lists need to count and sort it. */
export interface Found {
  readonly id: string;
  readonly standing: Standing;
}

/** A run and where it stands by the time of its request. */
export interface Placed extends Found {
  readonly requested_at: number;
}

/** Up to so many runs are found first and sorted then; more are walked in order until a page is full. */
export const FEW = 1000;

/** What was found where that is few; undefined for more. */
export const ifFew = (found: readonly Found[]): readonly Found[] | undefined =>
  found.length > FEW ? undefined : found;

/** The runs with a standing that the preset shows, in no order, from an index alone. */
export function matching({ db, realm }: Store, { preset, user }: Pick<ListQuery, 'preset' | 'user'>) {
  const [from, to] = STANDINGS[preset];
  return db
    .selectFrom('runs')
    .select(['id', 'standing'])
    .where('realm', '=', realm)
    .where((on) => on.between('standing', from, to))
    .$if(user !== '', (ids) => ids.where(namesContain(user)));
}

/** All runs that a preset shows under the user filter, or undefined where they are more than a few. */
export async function findFew(
  store: Store,
  { preset, user }: Pick<ListQuery, 'preset' | 'user'>,
): Promise<readonly Found[] | undefined> {
  const limit = FEW + 1;
  if (preset !== 'attention') return ifFew(await matching(store, { preset, user }).limit(limit).execute());
  // From those that need somebody: of all failures they may be very few.
  const { db, realm } = store;
  const failures = db
    .selectFrom('unseen')
    .innerJoin('runs', 'runs.id', 'unseen.run_id')
    .select(['runs.id', 'runs.standing'])
    .where('unseen.realm', '=', realm)
    .$if(user !== '', (ids) => ids.where((on) => contains(on.ref('runs.search'), folded(user))))
    .limit(limit);
  const troubled = findTroubled(store, user).limit(limit);
  return ifFew([...(await failures.execute()), ...(await troubled.execute())]);
}

/** Unfinished runs that need attention. */
export const findTroubled = (store: Store, user: string) =>
  matching(store, { user, preset: 'running' }).where(isTroubled(store));

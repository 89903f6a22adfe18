import type { LaterRun } from '#lib/migrations/copy-fate.ts';
import type { Pair } from '#lib/migrations/names.ts';
import { unindexed } from './engine.ts';
import type { RunRecord } from './run-record.ts';
import { readRunsInOrder, selectRuns, toRecord } from './run-rows.ts';
import type { Side } from './schema.ts';
import { inChunks, type Store } from './store.ts';

type UserColumn = 'old_user' | 'new_user';

/** More than a person will read of one pair or user. */
const LIMIT = 500;

/** The runs of a pair, in this direction, the newest first; at most 500. */
export async function pairRuns(store: Store, { oldUser, newUser }: Pair): Promise<RunRecord[]> {
  const rows = await selectRuns(store)
    .where('old_user', '=', oldUser)
    .where('new_user', '=', newUser)
    .orderBy('number', 'desc')
    .limit(LIMIT)
    .execute();
  return rows.map(toRecord);
}

/** The runs in which a user is on either side, the newest first; at most `limit`. */
export async function runsTouching(store: Store, user: string, limit = LIMIT): Promise<RunRecord[]> {
  const sides = await Promise.all(
    (['old_user', 'new_user'] as const).map((side) => runsOnSide(store, side, user, limit)),
  );
  const newestFirst = (a: RunRecord, b: RunRecord): number => b.requestedAt - a.requestedAt || (a.id < b.id ? 1 : -1);
  return sides.flat().sort(newestFirst).slice(0, limit);
}

/** The runs in which a user is on one side, the newest first; at most `limit`. */
export async function runsOnSide(store: Store, side: UserColumn, user: string, limit: number): Promise<RunRecord[]> {
  const rows = await selectRuns(store)
    .where(side, '=', user)
    .orderBy('requested_at', 'desc')
    .orderBy('runs.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toRecord);
}

/** In how many runs a user is on one side. */
export async function countOnSide({ db, realm }: Store, side: UserColumn, user: string): Promise<number> {
  const row = await db
    .selectFrom('runs')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('realm', '=', realm)
    .where(side, '=', user)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The newest runs in which a user is on one side, at most `limit`, and how many there are. */
export async function runsOfUser(
  store: Store,
  user: string,
  side: Side,
  limit: number,
): Promise<{ runs: RunRecord[]; count: number }> {
  const on = [store, side === 'old' ? 'old_user' : 'new_user', user] as const;
  return { runs: await runsOnSide(...on, limit), count: await countOnSide(...on) };
}

/** The runs that work on the partial copy of each of these, oldest first, by the id of the run that left it. */
export async function laterRuns({ db, realm }: Store, runIds: readonly string[]): Promise<Map<string, LaterRun[]>> {
  const rows = await inChunks(runIds, (chunk) =>
    db
      .selectFrom('runs')
      .select(['resumes', 'id', 'number', 'kind', 'outcome', 'folder_state as folderState'])
      .where(({ eb, ref }) => eb(unindexed(ref('realm')), '=', realm))
      .where('resumes', 'in', chunk)
      .orderBy('resumes')
      .orderBy('id')
      .execute(),
  );
  const later = new Map<string, LaterRun[]>();
  for (const { resumes, ...run } of rows) {
    if (resumes !== null) later.set(resumes, [...(later.get(resumes) ?? []), run]);
  }
  return later;
}

/** The last run that touches each of these users, by username; a user without any is left out. */
export async function lastRunsOf(store: Store, users: readonly string[]): Promise<Map<string, RunRecord>> {
  const newest = new Map<string, { readonly id: string; readonly at: number }>();
  for (const side of ['old_user', 'new_user'] as const) {
    for (const { user, id, at } of await lastOnSide(store, side, users)) {
      const known = newest.get(user);
      if (!known || at > known.at || (at === known.at && id > known.id)) newest.set(user, { id, at });
    }
  }
  const wanted = [...newest.values()].map((run) => run.id);
  const byId = new Map((await readRunsInOrder(store, wanted)).map((run) => [run.id, run]));
  return new Map(
    [...newest].flatMap(([user, { id }]) => {
      const run = byId.get(id);
      return run ? [[user, run] as const] : [];
    }),
  );
}

const lastOnSide = ({ db, realm }: Store, side: 'old_user' | 'new_user', users: readonly string[]) =>
  inChunks(users, (chunk) =>
    db
      .with('ranked', (inner) =>
        inner
          .selectFrom('runs')
          .select(({ fn }) => [
            `${side} as user` as const,
            'id',
            'requested_at as at',
            fn
              .agg<number>('row_number')
              .over((over) => over.partitionBy(side).orderBy('requested_at', 'desc').orderBy('id', 'desc'))
              .as('place'),
          ])
          .where('realm', '=', realm)
          .where(side, 'in', chunk),
      )
      .selectFrom('ranked')
      .select(['user', 'id', 'at'])
      .where('place', '=', 1)
      .execute(),
  );

import type { Selectable } from 'kysely';
import type { HomeFactsTable } from './schema.ts';
import { inChunks, type Store } from './store.ts';

/** What a run saw of a home. Sizes in bytes; null where it could not see. */
export interface HomeFacts {
  readonly user: string;
  readonly at: number;
  readonly uid: number | null;
  readonly gid: number | null;
  readonly bytes: number | null;
  readonly files: number | null;
  readonly bytesFree: number | null;
}

export interface HomeFactsRecord extends HomeFacts {
  readonly runId: string;
}

/** Keeps what a run saw of homes. */
export async function storeHomeFacts({ db, realm }: Store, runId: string, facts: readonly HomeFacts[]): Promise<void> {
  for (const { user, at, uid, gid, bytes, files, bytesFree } of facts) {
    const row = { at, uid, gid, bytes, files, bytes_free: bytesFree };
    await db
      .insertInto('home_facts')
      .values({ realm, user_name: user, run_id: runId, ...row })
      .onConflict((on) => on.columns(['realm', 'user_name', 'run_id']).doUpdateSet(row))
      .execute();
  }
}

/** The newest facts of each of these users' homes, by username; a user without any is left out. */
export async function readHomeFacts(
  { db, realm }: Store,
  users: readonly string[],
): Promise<Map<string, HomeFactsRecord>> {
  const rows = await inChunks(users, (chunk) =>
    db
      .with('ranked', (inner) =>
        inner
          .selectFrom('home_facts')
          .selectAll()
          .select(({ fn }) =>
            fn
              .agg<number>('row_number')
              .over((over) => over.partitionBy('user_name').orderBy('at', 'desc').orderBy('run_id', 'desc'))
              .as('place'),
          )
          .where('realm', '=', realm)
          .where('user_name', 'in', chunk),
      )
      .selectFrom('ranked')
      .selectAll()
      .where('place', '=', 1)
      .execute(),
  );
  return new Map(rows.map((row) => [row.user_name, toRecord(row)]));
}

/** The last `limit` times that a run saw how much room a home had, the newest first. */
export async function readRoom({ db, realm }: Store, limit: number): Promise<HomeFactsRecord[]> {
  const rows = await db
    .selectFrom('home_facts')
    .selectAll()
    .where('realm', '=', realm)
    .where('bytes_free', 'is not', null)
    .orderBy('at', 'desc')
    .orderBy('run_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(toRecord);
}

const toRecord = (row: Selectable<HomeFactsTable>): HomeFactsRecord => ({
  user: row.user_name,
  runId: row.run_id,
  at: row.at,
  uid: row.uid,
  gid: row.gid,
  bytes: row.bytes,
  files: row.files,
  bytesFree: row.bytes_free,
});

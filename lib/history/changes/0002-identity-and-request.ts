import { type Kysely, sql } from 'kysely';

/** Who is one person was confirmed or not; and a request that is sent twice is known to be the same. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table runs add column identity_confirmed integer not null default 0`.execute(db);
  await sql`alter table runs add column request_key text`.execute(db);
  await sql`create unique index runs_by_request on runs (realm, request_key) where request_key is not null`.execute(db);
}

import { type Kysely, sql } from 'kysely';
import { refuseChange } from '../engine.ts';

/** What people write down about a pair. Like the audit it only grows, and it outlives the runs it speaks of. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table pair_notes (
    id text not null primary key,
    realm text not null,
    old_user text not null,
    new_user text not null,
    at bigint not null,
    by text not null,
    text text not null
  )`.execute(db);
  await sql`create index pair_notes_by_pair on pair_notes (realm, old_user, new_user, id)`.execute(db);
  for (const on of ['update', 'delete'] as const) {
    await refuseChange(db, { table: 'pair_notes', on, message: 'notes on a pair only grow' });
  }
}

import { type Kysely, sql } from 'kysely';

/** What a row of a batch leaves out and how it is compared, where that is not as its batch says. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`alter table batch_rows add column excludes text`.execute(db);
  await sql`alter table batch_rows add column verify text`.execute(db);
}

import { type Kysely, sql } from 'kysely';
import { countRows } from '../engine.ts';

/** How many runs stand how, and how many failures somebody saw, kept as they change: a list of a million says it at once. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
  await countRows(db, { of: 'runs', by: 'standing' });
  await countRows(db, { of: 'acknowledgements' });
}

const STATEMENTS = [
  sql`create table row_counts (
    realm text not null,
    what text not null,
    rows bigint not null,
    primary key (realm, what)
  )`,
  // Nothing is looked for by the names of who was acknowledged.
  sql`drop index acknowledgements_by_realm`,
  sql`alter table acknowledgements drop column search`,
];

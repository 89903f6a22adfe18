import { type Kysely, sql } from 'kysely';
import { countRows } from '../engine.ts';

/**
 * The failures that nobody has seen are those that need somebody, and they alone are counted: a check never is one, whose
 * asker waits for it, nor is a failure once the same was done by a later run of its pair.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
  await countRows(db, { of: 'unseen' });
}

const STATEMENTS = [
  sql`delete from unseen
    where exists (select 1 from runs where runs.id = unseen.run_id and runs.kind = 'check')`,
  sql`delete from unseen where exists (
    select 1 from runs as failed
    join runs as later on later.realm = failed.realm
      and later.old_user = failed.old_user and later.new_user = failed.new_user and later.number > failed.number
    where failed.id = unseen.run_id and later.outcome in ('succeeded', 'succeeded_with_notes')
      and later.kind = failed.kind and (failed.kind = 'copy' or later.resumes = failed.resumes)
  )`,
  // Nobody asks any more how many were seen.
  sql`drop trigger acknowledgements_count_added`,
  sql`drop trigger acknowledgements_count_removed`,
  sql`delete from row_counts where what = 'acknowledgements'`,
];

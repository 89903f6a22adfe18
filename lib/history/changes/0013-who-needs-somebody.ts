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
  // The last success of each pair first, so that a pair with many failures is gone through once.
  sql`with pairs as materialized (
      select distinct runs.realm, runs.old_user, runs.new_user from unseen join runs on runs.id = unseen.run_id
    ), done as materialized (
      select pairs.*, later.kind, case later.kind when 'copy' then '' else later.resumes end as of, max(later.number) as number
      from pairs join runs as later
        on later.realm = pairs.realm and later.old_user = pairs.old_user and later.new_user = pairs.new_user
      where later.outcome in ('succeeded', 'succeeded_with_notes') and later.kind <> 'check'
      group by pairs.realm, pairs.old_user, pairs.new_user, later.kind, of
    )
    delete from unseen where run_id in (
      select failed.id from done
      join runs as failed on failed.realm = done.realm and failed.old_user = done.old_user
        and failed.new_user = done.new_user and failed.number < done.number
      where failed.kind = done.kind and done.of = case failed.kind when 'copy' then '' else failed.resumes end
    )`,
  // Nobody asks any more how many were seen.
  sql`drop trigger acknowledgements_count_added`,
  sql`drop trigger acknowledgements_count_removed`,
  sql`delete from row_counts where what = 'acknowledgements'`,
];

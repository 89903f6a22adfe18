import { type Kysely, sql } from 'kysely';
import { allowChange, refuseChange } from '../engine.ts';

/**
 * Rows of the audit may go when they are older than a row of the retention job says, and only then; they never change.
 * Each filter of its page, and the two that often go together, have an index in the order of the page.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`drop index audit_by_time`.execute(db);
  for (const statement of INDEXES) await statement.execute(db);
  await allowChange(db, { table: 'audit', on: 'delete' });
  await refuseChange(db, {
    table: 'audit',
    on: 'delete',
    when: `not exists (
      select 1 from audit as kept
      where kept.realm = old.realm and kept.action = 'retention.audit' and kept.at > old.at
        and cast(kept.object as bigint) > old.at
    )`,
    message: 'the audit only grows, but for what the retention job has written down before',
  });
}

const INDEXES = [
  sql`create index audit_by_time on audit (realm, at desc, id desc)`,
  sql`create index audit_by_result on audit (realm, result, at desc, id desc, action, actor)`,
  sql`create index audit_by_action on audit (realm, action, at desc, id desc, result)`,
  sql`create index audit_by_actor on audit (realm, actor, at desc, id desc, result)`,
  sql`create index audit_by_actor_and_action on audit (realm, actor, action, at desc, id desc, result)`,
  sql`create index audit_by_old_user on audit (realm, old_user, at desc, id desc)`,
  sql`create index audit_by_new_user on audit (realm, new_user, at desc, id desc)`,
];

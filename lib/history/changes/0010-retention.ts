import { type Kysely, sql } from 'kysely';
import { refuseChange } from '../engine.ts';

/**
 * The retention job: how far it is, which runs lost their evidence to it, and what it finds old things by. Ended runs and
 * their evidence may go when a row of the audit said so before, and only then; runs that have not ended never do.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
  await refuseChange(db, {
    table: 'runs',
    on: 'delete',
    when: `not exists (
      select 1 from audit as said
      where said.realm = old.realm and said.action = 'retention.runs' and said.at > old.ended_at
        and cast(said.object as bigint) > old.ended_at
    )`,
    message: 'runs stay, but for what the retention job has written down before',
  });
  // Evidence also goes with its run, which then is gone already.
  await refuseChange(db, {
    table: 'evidence',
    on: 'delete',
    when: `exists (
      select 1 from runs as kept
      where kept.id = old.run_id and not exists (
        select 1 from audit as said
        where said.realm = old.realm and said.action = 'retention.evidence' and said.at > kept.ended_at
          and cast(said.object as bigint) > kept.ended_at
      )
    )`,
    message: 'evidence stays, but for what the retention job has written down before',
  });
}

const STATEMENTS = [
  sql`create table retention (
    realm text not null primary key,
    due_at bigint not null,
    begun_at bigint,
    ended_at bigint,
    runs bigint not null,
    evidence bigint not null,
    bytes bigint not null,
    audit bigint not null,
    notices bigint not null,
    problem text
  )`,
  sql`create table evidence_removed (
    run_id text not null primary key references runs (id) on delete cascade,
    realm text not null,
    at bigint not null
  )`,
  // How the run of a row ended, once that is removed.
  sql`alter table batch_rows add column outcome text`,
  sql`create index batch_rows_by_run on batch_rows (run_id) where run_id is not null`,
  sql`create index evidence_by_time on evidence (realm, captured_at, run_id, length(body))`,
  sql`create index notices_by_end on notices (realm, ended_at) where ended_at is not null`,
];

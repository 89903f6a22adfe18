import { type Kysely, sql } from 'kysely';

/** Many copies that were asked for at once: the batch, its rows, and which batch a run belongs to. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await statement.execute(db);
}

const STATEMENTS = [
  sql`create table batches (
    id text not null primary key,
    realm text not null,
    request_key text not null,
    requested_by text not null,
    source text,
    requested_at bigint not null,
    state text not null,
    state_by text,
    state_at bigint not null,
    pause_reason text,
    options text not null,
    concurrency integer not null,
    stop_after integer,
    failures_until integer,
    ended_at bigint
  )`,
  sql`create unique index batches_by_request on batches (realm, request_key)`,
  sql`create index batches_by_time on batches (realm, requested_at desc, id desc)`,
  sql`create index batches_open on batches (realm, requested_at, id) where state <> 'ended'`,
  sql`create table batch_rows (
    batch_id text not null references batches (id) on delete cascade,
    realm text not null,
    position integer not null,
    line integer not null,
    old_user text not null,
    new_user text not null,
    why text,
    ticket text,
    state text not null,
    attempt integer not null,
    run_id text,
    resumes text,
    refusal text,
    primary key (batch_id, position)
  )`,
  sql`create index batch_rows_waiting on batch_rows (batch_id, position) where state = 'waiting'`,
  sql`alter table runs add column batch_id text`,
  sql`create index runs_by_batch on runs (batch_id) where batch_id is not null`,
];

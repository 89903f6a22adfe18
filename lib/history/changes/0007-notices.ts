import { type Kysely, sql } from 'kysely';

/** What people are told of runs, from the moment it happened until somebody took the message or nobody would. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [NOTICES, ...INDEXES]) await statement.execute(db);
}

const NOTICES = sql`create table notices (
  id text not null primary key,
  realm text not null,
  run_id text references runs (id) on delete cascade,
  channel text not null,
  label text not null,
  event text not null,
  occasion text not null,
  facts text not null,
  at bigint not null,
  state text not null,
  tries integer not null,
  next_at bigint not null,
  problem text,
  ended_at bigint,
  constraint notices_once unique (run_id, channel, occasion)
)`;

const INDEXES = [
  sql`create index notices_due on notices (realm, channel, next_at, id) where state = 'waiting'`,
  sql`create index notices_by_time on notices (realm, id desc)`,
];

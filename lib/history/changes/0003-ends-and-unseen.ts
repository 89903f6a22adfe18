import { type Kysely, sql } from 'kysely';

/**
 * What the overview asks for, so that it costs the same with a hundred runs and with a million: how runs ended, summed by
 * the quarter of an hour; the failures that nobody has seen; and indexes for the newest ends, for what has not ended, and for
 * room. The bytes of resumed runs that ended before this change are left out, since they hold what earlier runs copied.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...ENDS, ...UNSEEN, ...INDEXES]) await statement.execute(db);
}

const ENDS = [
  sql`create table ends (
    realm text not null,
    kind text not null,
    slot bigint not null,
    outcome text not null,
    runs bigint not null,
    bytes bigint not null,
    files bigint not null,
    primary key (realm, kind, slot, outcome)
  )`,
  sql`insert into ends (realm, kind, slot, outcome, runs, bytes, files)
    select realm, kind, ended_at - ended_at % 900000, outcome, count(*),
      sum(case when kind = 'copy' and resumes is null then coalesce(bytes_done, 0) else 0 end),
      sum(case when kind = 'copy' and resumes is null then coalesce(files_done, 0) else 0 end)
    from runs where outcome is not null
    group by realm, kind, ended_at - ended_at % 900000, outcome`,
];

const UNSEEN = [
  sql`create table unseen (
    run_id text not null primary key references runs (id) on delete cascade,
    realm text not null,
    ended_at bigint not null
  )`,
  sql`create index unseen_by_time on unseen (realm, ended_at desc, run_id desc)`,
  sql`insert into unseen (run_id, realm, ended_at)
    select id, realm, ended_at from runs
    where standing = 1 and not exists (select 1 from acknowledgements where acknowledgements.run_id = runs.id)`,
];

const INDEXES = [
  sql`create index runs_by_end on runs (realm, ended_at desc, id desc) where outcome is not null`,
  sql`create index runs_by_state on runs (realm, state, stalled, requested_at, id) where outcome is null`,
  sql`create index home_facts_by_room on home_facts (realm, at desc, run_id desc) where bytes_free is not null`,
];

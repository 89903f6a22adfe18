import { type Kysely, sql } from 'kysely';

/**
 * The partial copies that nobody has gone on in or removed, each by the run that left it last: few rows, so that looking at
 * them costs the same however many runs there were. The first rows are found by the rule of `copy-fate.ts`.
 * And what the last check of each home saw of such copies there.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create table partial_copies (
    run_id text not null primary key references runs (id) on delete cascade,
    realm text not null,
    ended_at bigint not null,
    bytes bigint
  )`.execute(db);
  await sql`create index partial_copies_by_time on partial_copies (realm, ended_at desc, run_id desc, bytes)`.execute(
    db,
  );
  await sql`insert into partial_copies (run_id, realm, ended_at, bytes)
    select id, realm, ended_at, bytes_done from runs
    where kind = 'copy' and outcome is not null and folder_state in ('partial', 'unknown')
    and not exists (
      select 1 from runs as later where later.resumes = runs.id and later.outcome is not null and (
        (later.kind = 'copy' and (later.folder_state <> 'none' or later.outcome in ('succeeded', 'succeeded_with_notes')))
        or (later.kind = 'discard' and later.outcome = 'succeeded')
      )
    )`.execute(db);
  await sql`create table home_folders (
    realm text not null,
    user_name text not null,
    run_id text not null references runs (id) on delete cascade,
    at bigint not null,
    folders text not null,
    primary key (realm, user_name)
  )`.execute(db);
  await sql`create index home_folders_by_run on home_folders (run_id)`.execute(db);
}

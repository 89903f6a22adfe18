import { type Kysely, sql } from 'kysely';
import { BYTES, refuseChange } from '../engine.ts';

/** The tables of the first version. Once released this file never changes; the next change is a file of its own. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of [...RUNS, ...LOCKS, ...FACTS, ...PEOPLE]) await statement.execute(db);
  await refuseChange(db, {
    table: 'runs',
    on: 'update',
    when: 'old.outcome is not null',
    message: 'the record of a run that has ended never changes',
  });
  for (const on of ['update', 'delete'] as const) {
    await refuseChange(db, { table: 'audit', on, message: 'the audit only grows' });
  }
}

const RUNS = [
  sql`create table runs (
    id text not null primary key,
    realm text not null,
    old_user text not null,
    new_user text not null,
    number bigint not null,
    kind text not null,
    state text not null,
    last_state text not null,
    outcome text,
    code text,
    requested_by text not null,
    requested_at bigint not null,
    why text,
    ticket text,
    not_before bigint,
    pod_name text,
    pod_uid text,
    namespace text,
    launched_at bigint,
    started_at bigint,
    ended_at bigint,
    stop_requested_at bigint,
    stop_requested_by text,
    resumes text,
    folder text not null,
    folder_state text not null,
    staging text,
    reason_key text,
    reason_sentence text,
    reason_raw text,
    reason_since bigint,
    stalled integer not null,
    progress text,
    progress_at bigint,
    bytes_total bigint,
    bytes_done bigint,
    files_done bigint,
    exit_code integer,
    exit_signal integer,
    exit_reason text,
    message text,
    result text,
    evidence text not null,
    settings text not null,
    duration_ms bigint,
    updated_at bigint not null,
    search text not null,
    standing integer not null,
    status_rank integer not null,
    size_key bigint not null,
    duration_key bigint not null,
    constraint runs_number unique (realm, old_user, new_user, number),
    constraint runs_end check (
      (outcome is null and ended_at is null and code is null)
      or (outcome is not null and ended_at is not null and code is not null)
    )
  )`,
  // One index for each order of the list. It ends with what the filters ask, so that a row is read only to be shown.
  sql`create index runs_by_requested on runs (realm, requested_at, id, standing, search)`,
  sql`create index runs_by_status on runs (realm, status_rank, requested_at desc, id desc, standing, search)`,
  sql`create index runs_by_pair on runs (realm, old_user, new_user, number desc, id desc, standing, search)`,
  sql`create index runs_by_size on runs (realm, size_key, requested_at, id, standing, search)`,
  sql`create index runs_by_duration on runs (realm, duration_key, requested_at, id, standing, search)`,
  sql`create index runs_by_actor on runs (realm, requested_by, requested_at desc, id desc, standing, search)`,
  sql`create index runs_by_standing on runs (realm, standing)`,
  sql`create index runs_by_search on runs (realm, standing, search, id)`,
  sql`create index runs_unfinished on runs (realm, requested_at, id) where outcome is null`,
  sql`create index runs_by_old_user on runs (realm, old_user, requested_at, id, new_user)`,
  sql`create index runs_by_new_user on runs (realm, new_user, requested_at, id, old_user)`,
  sql`create index runs_by_resumes on runs (resumes, id) where resumes is not null`,
  sql`create index runs_by_pod on runs (realm, pod_uid) where pod_uid is not null`,
  sql`create table pair_numbers (
    realm text not null,
    old_user text not null,
    new_user text not null,
    last_number bigint not null,
    primary key (realm, old_user, new_user)
  )`,
];

/** A user has one side in all unfinished copies, and a pair has one run: the keys themselves say so. */
const LOCKS = [
  sql`create table sides (
    realm text not null,
    user_name text not null,
    side text not null check (side in ('old', 'new')),
    primary key (realm, user_name),
    unique (realm, user_name, side)
  )`,
  sql`create table holds (
    run_id text not null,
    realm text not null,
    user_name text not null,
    side text not null,
    primary key (run_id, user_name),
    foreign key (realm, user_name, side) references sides (realm, user_name, side)
  )`,
  sql`create index holds_by_user on holds (realm, user_name, side, run_id)`,
  sql`create table pair_holds (
    realm text not null,
    old_user text not null,
    new_user text not null,
    run_id text not null unique,
    primary key (realm, old_user, new_user)
  )`,
];

/** What belongs to one run, and goes with it. */
const FACTS = [
  sql`create table run_objects (
    run_id text not null primary key references runs (id) on delete cascade,
    realm text not null,
    state text not null,
    at bigint not null,
    detail text
  )`,
  sql`create index run_objects_by_state on run_objects (realm, state, run_id)`,
  sql`create table timeline (
    id text not null primary key,
    realm text not null,
    run_id text not null references runs (id) on delete cascade,
    at bigint not null,
    what text not null,
    by text,
    detail text
  )`,
  sql`create index timeline_by_run on timeline (run_id, at, id)`,
  sql`create table evidence (
    run_id text not null references runs (id) on delete cascade,
    kind text not null,
    realm text not null,
    body ${BYTES} not null,
    bytes bigint not null,
    truncated integer not null,
    captured_at bigint not null,
    primary key (run_id, kind)
  )`,
  sql`create table notes (
    id text not null primary key,
    realm text not null,
    run_id text not null references runs (id) on delete cascade,
    at bigint not null,
    by text not null,
    text text not null
  )`,
  sql`create index notes_by_run on notes (run_id, id)`,
  sql`create table acknowledgements (
    run_id text not null primary key references runs (id) on delete cascade,
    realm text not null,
    by text not null,
    at bigint not null,
    search text not null
  )`,
  sql`create index acknowledgements_by_realm on acknowledgements (realm, search)`,
];

/** What outlives the runs it came from. */
const PEOPLE = [
  sql`create table exited_pods (
    realm text not null,
    old_user text not null,
    new_user text not null,
    pod_uid text not null,
    run_id text,
    status text not null,
    cached_at bigint not null,
    primary key (realm, old_user, new_user, pod_uid)
  )`,
  sql`create table home_facts (
    realm text not null,
    user_name text not null,
    run_id text not null,
    at bigint not null,
    uid bigint,
    gid bigint,
    bytes bigint,
    files bigint,
    bytes_free bigint,
    primary key (realm, user_name, run_id)
  )`,
  sql`create index home_facts_by_time on home_facts (realm, user_name, at desc, run_id desc)`,
  sql`create table audit (
    id text not null primary key,
    realm text not null,
    at bigint not null,
    actor text not null,
    source text,
    action text not null,
    object text,
    old_user text,
    new_user text,
    why text,
    result text not null,
    detail text
  )`,
  sql`create index audit_by_time on audit (realm, at, id)`,
];

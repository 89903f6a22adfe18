import { type Kysely, sql } from 'kysely';
import { indexTexts, type TextSource } from '../engine.ts';

/** Makes runs searchable by any part of what is written of them, and lists quick under filters that few runs pass. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await indexTexts(db, RUN_TEXTS);
  for (const statement of INDEXES) await statement.execute(db);
}

/** Names are folded already; the rest is as people and programs wrote it. */
const RUN_TEXTS: TextSource = {
  of: 'runs',
  into: 'run_texts',
  folded: ['search'],
  plain: ['code', 'ticket', 'why', 'message'],
  changing: ['code', 'message'],
  order: ['requested_at', 'id'],
};

const INDEXES = [
  sql`create index runs_by_code on runs (realm, code, requested_at, id, standing, search)`,
  sql`create index runs_by_folder_state on runs (realm, folder_state, requested_at, id, standing, search)`,
  sql`drop index runs_by_search`,
  sql`create index runs_by_standing_and_request on runs (realm, standing, requested_at, id, search)`,
  sql`create index runs_by_kind on runs (realm, kind, requested_at, id, standing, search)`,
];

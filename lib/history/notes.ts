import { type SqlBool, sql } from 'kysely';
import { type AuditEntry, appendAudit } from './audit.ts';
import { unindexed } from './engine.ts';
import { newId } from './row-id.ts';
import type { RunRecord } from './run-record.ts';
import { readRun } from './run-rows.ts';
import { needsSomebody } from './standing.ts';
import { inTransaction, type Store } from './store.ts';
import { storable } from './text.ts';

export interface NoteRecord {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly text: string;
}

/** Adds somebody's words to a run, also after its end. @returns the note, or undefined where there is no such run */
export async function addNote(
  store: Store,
  runId: string,
  by: string,
  at: number,
  text: string,
): Promise<NoteRecord | undefined> {
  return inTransaction(store, async (inside) => {
    if (!(await readRun(inside, runId))) return undefined;
    const note = { id: newId(), at, by: storable(by), text: storable(text) };
    await inside.db
      .insertInto('notes')
      .values({ ...note, run_id: runId, realm: inside.realm })
      .execute();
    return note;
  });
}

/** The notes on a run, oldest first. */
export async function readNotes({ db, realm }: Store, runId: string): Promise<NoteRecord[]> {
  const rows = await db
    .selectFrom('notes')
    .select(['id', 'at', 'by', 'text'])
    .where('realm', '=', realm)
    .where('run_id', '=', runId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row }));
}

/** Keeps a failure among those that nobody has seen. */
export async function addUnseen({ db, realm }: Store, runId: string, endedAt: number): Promise<void> {
  await db.insertInto('unseen').values({ run_id: runId, realm, ended_at: endedAt }).execute();
}

/** Whether a run is a failure that needs somebody still. */
export async function isAmongUnseen({ db }: Store, runId: string): Promise<boolean> {
  return (await db.selectFrom('unseen').select('run_id').where('run_id', '=', runId).executeTakeFirst()) !== undefined;
}

/**
 * Takes the failures of a pair from those that nobody has seen, where a run did what they did not: earlier copies, or earlier
 * removals of the same partial copy.
 */
export async function settleEarlier(
  { db, realm }: Store,
  { kind, oldUser, newUser, number, resumes }: RunRecord,
): Promise<void> {
  const earlier = db
    .selectFrom('runs')
    .select('id')
    .where('realm', '=', realm)
    .where('old_user', '=', oldUser)
    .where('new_user', '=', newUser)
    .where('number', '<', number)
    .where(({ ref }) => sql<SqlBool>`${unindexed(ref('kind'))} = ${kind}`)
    .$if(kind === 'discard', (runs) =>
      runs.where(({ ref }) => sql<SqlBool>`${unindexed(ref('resumes'))} = ${resumes}`),
    );
  await db.deleteFrom('unseen').where('run_id', 'in', earlier).execute();
}

/**
 * Records who saw a failure first, with an audit row.
 * @returns false, with nothing changed, where there is no such failure or somebody saw it before
 */
export async function acknowledge(
  store: Store,
  runId: string,
  by: string,
  at: number,
  audit?: AuditEntry,
): Promise<boolean> {
  return inTransaction(store, async (inside) => {
    const run = await readRun(inside, runId);
    if (!run || run.outcome === null || !needsSomebody(run.kind, run.outcome)) return false;
    const added = await inside.db
      .insertInto('acknowledgements')
      .values({ run_id: runId, realm: inside.realm, by: storable(by), at })
      .onConflict((on) => on.column('run_id').doNothing())
      .executeTakeFirst();
    if (!added.numInsertedOrUpdatedRows) return false;
    await inside.db.deleteFrom('unseen').where('run_id', '=', runId).execute();
    if (audit) await appendAudit(inside, { ...audit, object: runId, oldUser: run.oldUser, newUser: run.newUser });
    return true;
  });
}

import type { Selectable } from 'kysely';
import type { RetentionTable } from './retention-tables.ts';
import type { Store } from './store.ts';
import { storable } from './text.ts';

/** A pass that says nothing for so long is taken for dead, and another one may begin; in milliseconds. */
const LEASE_MS = 10 * 60 * 1000;

/** What a pass removed. */
export interface Removed {
  readonly runs: number;
  /** Runs that stay, without their evidence. */
  readonly evidence: number;
  /** What that evidence took in the database. */
  readonly bytes: number;
  readonly audit: number;
  readonly notices: number;
}

/** How far the retention job is. Times are milliseconds since the epoch. */
export interface RetentionRecord {
  readonly dueAt: number;
  readonly begunAt: number | null;
  /** Null while a pass is under way, and before the first. */
  readonly endedAt: number | null;
  /** By the last pass, as far as it got. */
  readonly removed: Removed;
  readonly problem: string | null;
}

/** How far the job is; undefined where there never was one. */
export async function readRetention({ db, realm }: Store): Promise<RetentionRecord | undefined> {
  const row = await db.selectFrom('retention').selectAll().where('realm', '=', realm).executeTakeFirst();
  return row && toRecord(row);
}

/** Lets the first pass begin at a time; where there is one already, nothing changes. */
export async function scheduleRetention({ db, realm }: Store, dueAt: number): Promise<void> {
  await db
    .insertInto('retention')
    .values({ realm, due_at: dueAt, ...NOTHING, begun_at: null, ended_at: null, problem: null })
    .onConflict((on) => on.column('realm').doNothing())
    .execute();
}

const NOTHING = { runs: 0, evidence: 0, bytes: 0, audit: 0, notices: 0 };

/**
 * Begins a pass; one process of several does. A pass that was interrupted is gone on with, and counts on.
 *
 * @param early - also before its time, but not beside one that is under way
 * @returns false where it is not due, or another one has it
 */
export async function claimRetention({ db, realm }: Store, now: number, early: boolean): Promise<boolean> {
  const claim = { due_at: now + LEASE_MS, problem: null };
  const mine = db.updateTable('retention').where('realm', '=', realm);
  const goOn = await mine
    .where('begun_at', 'is not', null)
    .where('ended_at', 'is', null)
    .where('due_at', '<=', now)
    .set(claim)
    .executeTakeFirst();
  if (goOn.numUpdatedRows > 0n) return true;
  const begin = await mine
    .where((on) => on.or([on('begun_at', 'is', null), on('ended_at', 'is not', null)]))
    .$if(!early, (rows) => rows.where('due_at', '<=', now))
    .set({ ...claim, ...NOTHING, begun_at: now, ended_at: null })
    .executeTakeFirst();
  return begin.numUpdatedRows > 0n;
}

/** Counts what a pass removed, inside the transaction that removes it, and says that it is alive. */
export async function countRemoved({ db, realm }: Store, removed: Partial<Removed>, now: number): Promise<void> {
  const { runs = 0, evidence = 0, bytes = 0, audit = 0, notices = 0 } = removed;
  await db
    .updateTable('retention')
    .where('realm', '=', realm)
    .set(({ eb }) => ({
      runs: eb('runs', '+', runs),
      evidence: eb('evidence', '+', evidence),
      bytes: eb('bytes', '+', bytes),
      audit: eb('audit', '+', audit),
      notices: eb('notices', '+', notices),
      due_at: now + LEASE_MS,
    }))
    .execute();
}

/** Ends a pass, with what went wrong if something did, and says when the next may begin. */
export async function endRetention(
  { db, realm }: Store,
  end: { readonly at: number; readonly nextAt: number; readonly problem: string | null },
): Promise<void> {
  await db
    .updateTable('retention')
    .where('realm', '=', realm)
    .set({ ended_at: end.at, due_at: end.nextAt, problem: end.problem === null ? null : storable(end.problem) })
    .execute();
}

/** Lets whoever comes next go on with a pass that cannot be finished here. */
export async function leaveRetention({ db, realm }: Store, now: number): Promise<void> {
  await db
    .updateTable('retention')
    .where('realm', '=', realm)
    .where('begun_at', 'is not', null)
    .where('ended_at', 'is', null)
    .set({ due_at: now })
    .execute();
}

const toRecord = (row: Selectable<RetentionTable>): RetentionRecord => ({
  ...{ dueAt: row.due_at, begunAt: row.begun_at, endedAt: row.ended_at, problem: row.problem },
  removed: { runs: row.runs, evidence: row.evidence, bytes: row.bytes, audit: row.audit, notices: row.notices },
});

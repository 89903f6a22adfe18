import { sql } from 'kysely';
import { countRemoved } from './retention-state.ts';
import { inBatches, inTransaction, type Store } from './store.ts';

/** A piece of evidence that is old. */
export interface OldEvidence {
  readonly runId: string;
  readonly capturedAt: number;
  /** What it takes in the database. */
  readonly bytes: number;
}

/** Evidence of runs that ended before a time, oldest first, `size` pieces at a time. */
export const oldEvidence = (store: Store, before: number, size: number): AsyncGenerator<readonly OldEvidence[]> =>
  inBatches<OldEvidence>(size, (last) => oldEvidenceAfter(store, before, size, last));

function oldEvidenceAfter({ db, realm }: Store, before: number, limit: number, last?: OldEvidence) {
  return db
    .selectFrom('evidence')
    .innerJoin('runs', 'runs.id', 'evidence.run_id')
    .select(['evidence.run_id as runId', 'captured_at as capturedAt', sql<number>`length(body)`.as('bytes')])
    .where('evidence.realm', '=', realm)
    .where('captured_at', '<', before)
    .where('runs.ended_at', '<', before)
    .$if(last !== undefined, (rows) =>
      rows.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('captured_at', 'evidence.run_id'), '>', tuple(last?.capturedAt ?? 0, last?.runId ?? '')),
      ),
    )
    .orderBy('captured_at')
    .orderBy('evidence.run_id')
    .limit(limit)
    .execute();
}

/** Removes all evidence of ended runs, in one transaction. The runs stay, and each says when it went. */
export function removeEvidence(store: Store, runIds: readonly string[], now: number): Promise<void> {
  return inTransaction(store, async (inside) => {
    const { db, realm } = inside;
    const { bytes } = await db
      .selectFrom('evidence')
      .select(sql<number>`coalesce(sum(length(body)), 0)`.as('bytes'))
      .where('run_id', 'in', runIds)
      .executeTakeFirstOrThrow();
    await db.deleteFrom('evidence').where('run_id', 'in', runIds).execute();
    await db
      .insertInto('evidence_removed')
      .values(runIds.map((run_id) => ({ run_id, realm, at: now })))
      .onConflict((on) => on.column('run_id').doUpdateSet({ at: now }))
      .execute();
    await countRemoved(inside, { evidence: runIds.length, bytes: Number(bytes) }, now);
  });
}

import { type ExpressionBuilder, sql } from 'kysely';
import { ROW_PARTS, type RowCounts, type RowPart } from '#lib/migrations/batch-views.ts';
import { type BatchRowRecord, toBatchRow } from './batch-record.ts';
import type { Tables } from './schema.ts';
import { inChunks, type Store } from './store.ts';
import { storable } from './text.ts';

/** The rows of a batch beside their runs. */
const joined = ({ db, realm }: Store) =>
  db.selectFrom('batch_rows').leftJoin('runs', 'runs.id', 'batch_rows.run_id').where('batch_rows.realm', '=', realm);

/** How a row stands. What the retention job removed is kept here as it ended. */
const PART = sql<RowPart>`case
  when batch_rows.state = 'waiting' then 'waiting'
  when batch_rows.state = 'refused' then 'refused'
  when batch_rows.state = 'left' then 'left'
  when runs.id is not null and runs.outcome is null then 'running'
  else case coalesce(runs.outcome, batch_rows.outcome, 'lost')
    when 'succeeded' then 'done'
    when 'succeeded_with_notes' then 'notes'
    when 'cancelled' then 'stopped'
    when 'lost' then 'lost'
    else 'failed'
  end
end`;

/** How the rows of each of these batches stand, by the id of the batch. */
export async function countBatchRows(store: Store, ids: readonly string[]): Promise<Map<string, RowCounts>> {
  const found = await inChunks(ids, (chunk) =>
    joined(store)
      .select(['batch_rows.batch_id as id', PART.as('part'), sql<number>`count(*)`.as('rows')])
      .where('batch_rows.batch_id', 'in', chunk)
      .groupBy(['batch_rows.batch_id', PART])
      .execute(),
  );
  const none = Object.fromEntries(ROW_PARTS.map((part) => [part, 0])) as RowCounts;
  const counts = new Map<string, RowCounts>(ids.map((id) => [id, none]));
  for (const { id, part, rows } of found) counts.set(id, { ...(counts.get(id) ?? none), [part]: Number(rows) });
  return counts;
}

/** How many rows of a batch leave out or compare otherwise than it says. */
export async function countOwnOptions({ db, realm }: Store, id: string): Promise<number> {
  const { count } = await db
    .selectFrom('batch_rows')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('realm', '=', realm)
    .where('batch_id', '=', id)
    .where((on) => on.or([on('excludes', 'is not', null), on('verify', 'is not', null)]))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Which rows of a batch, in their order. */
export interface RowPage {
  readonly parts: readonly RowPart[];
  readonly offset: number;
  readonly limit: number;
}

/** Some rows of a batch, in their order. */
export async function listBatchRows(store: Store, id: string, page: RowPage): Promise<BatchRowRecord[]> {
  const rows = await joined(store)
    .selectAll('batch_rows')
    .where('batch_rows.batch_id', '=', id)
    .$if(page.parts.length < ROW_PARTS.length, (all) => all.where(PART, 'in', page.parts))
    .orderBy('batch_rows.position')
    .limit(page.limit)
    .offset(page.offset)
    .execute();
  return rows.map(toBatchRow);
}

/** The first rows of a batch that wait to be started. */
export async function waitingRows({ db, realm }: Store, id: string, limit: number): Promise<BatchRowRecord[]> {
  const rows = await db
    .selectFrom('batch_rows')
    .selectAll()
    .where('realm', '=', realm)
    .where('batch_id', '=', id)
    .where('state', '=', 'waiting')
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map(toBatchRow);
}

type Place = Pick<BatchRowRecord, 'position' | 'attempt'>;

const updateRow = ({ db, realm }: Store, id: string, { position, attempt }: Place) =>
  db
    .updateTable('batch_rows')
    .where('realm', '=', realm)
    .where('batch_id', '=', id)
    .where('position', '=', position)
    .where('attempt', '=', attempt);

/**
 * Ties a row to the run that was made for it, also where the batch was stopped meanwhile, and the row is what came of the
 * attempt before again.
 */
export async function rowStarted({ db, realm }: Store, id: string, row: Place, runId: string): Promise<void> {
  const { position, attempt } = row;
  await db
    .updateTable('batch_rows')
    .where('realm', '=', realm)
    .where('batch_id', '=', id)
    .where('position', '=', position)
    .where('attempt', 'in', [attempt, attempt - 1])
    .set({ attempt, state: 'started', run_id: runId, outcome: null, refusal: null })
    .execute();
}

/** Records why no run was made for a row that waited. */
export async function rowRefused(store: Store, id: string, row: Place, refusal: string): Promise<void> {
  await updateRow(store, id, row)
    .where('state', '=', 'waiting')
    .set({ state: 'refused', run_id: null, outcome: null, refusal: storable(refusal) })
    .execute();
}

/** Leaves every row that still waits, for good. One that waited for a further attempt is again what came of the last. */
export async function leaveWaitingRows({ db, realm }: Store, id: string): Promise<void> {
  const waiting = db
    .updateTable('batch_rows')
    .where('realm', '=', realm)
    .where('batch_id', '=', id)
    .where('state', '=', 'waiting');
  const before = (on: ExpressionBuilder<Tables, 'batch_rows'>) => ({ attempt: on('attempt', '-', 1) });
  await waiting
    .where('refusal', 'is not', null)
    .set((on) => ({ state: 'refused' as const, ...before(on) }))
    .execute();
  await waiting
    .where((on) => on.or([on('run_id', 'is not', null), on('outcome', 'is not', null)]))
    .set((on) => ({ state: 'started' as const, ...before(on) }))
    .execute();
  await waiting.set({ state: 'left' }).execute();
}

/** A row that is asked for once more: anew, or in the partial copy of a run. */
export interface Again extends Place {
  readonly resumes: string | null;
}

/**
 * Lets these rows wait once more, each as a new attempt but those that had none. What came of the last attempt stays until the
 * new one is made.
 */
export async function rowsAgain(store: Store, id: string, rows: readonly Again[]): Promise<void> {
  for (const { resumes, ...row } of rows) {
    await updateRow(store, id, row)
      .where('state', '<>', 'waiting')
      .set((on) => ({
        attempt: on
          .case()
          .when('state', '=', 'left')
          .then(row.attempt)
          .else(row.attempt + 1)
          .end(),
        state: 'waiting' as const,
        resumes,
      }))
      .execute();
  }
}

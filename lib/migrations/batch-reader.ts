import 'server-only';
import { type Actor, may } from '#lib/access/roles.ts';
import { RehomeError } from '#lib/errors.ts';
import type { BatchRecord, BatchRowRecord } from '#lib/history/batch-record.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { type BatchFileRow, batchFile } from './batch-file.ts';
import type { BatchPlace } from './batch-place.ts';
import { type Ahead, slotWords, waitingWords } from './batch-rules.ts';
import {
  type BatchListView,
  type BatchRowView,
  type BatchSummaryView,
  type BatchView,
  countIn,
  ROW_FILTERS,
  ROW_PARTS,
  type RowCounts,
} from './batch-views.ts';
import type { Parts } from './parts.ts';
import { runRows } from './run-rows.ts';
import { isoOf } from './run-view.ts';

const PAGE_SIZE = 50;
const LATEST = 25;
const FILE_BATCH = 200;
/** Rows before one that waits which are looked at for what it waits for. */
const LOOKED_THROUGH = 200;

/** What the pages of batches show, out of memory and the database. Changes nothing, and never asks the cluster. */
export class BatchReader {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** How many runs have a pod at a time at most, of whatever batch or none. */
  get slots(): number {
    return this.#parts.config.limits.concurrency;
  }

  /** The newest batches, or those before the batch of that id. */
  async latest(before: string | null): Promise<BatchListView> {
    const { bulk } = this.#parts.history;
    const found = await bulk.latest(LATEST + 1, before);
    const batches = found.slice(0, LATEST);
    const counts = await bulk.counts(batches.map(({ id }) => id));
    return {
      batches: batches.map((batch) => summary(batch, counts.get(batch.id))),
      olderThan: found.length > LATEST ? (batches.at(-1)?.id ?? null) : null,
    };
  }

  /** One batch with a page of its rows. Throws `RehomeError` `not_found`. */
  async batch(id: string, { filter, page }: BatchPlace, actor: Actor): Promise<BatchView> {
    const { bulk } = this.#parts.history;
    const batch = await this.#batch(id);
    const counts = (await bulk.counts([id])).get(id);
    const offset = (page - 1) * PAGE_SIZE;
    const rows = await bulk.rows(id, { parts: ROW_FILTERS[filter], offset, limit: PAGE_SIZE });
    const told = summary(batch, counts);
    const { verify, excludes, bandwidth, keepPods } = batch.options;
    return {
      ...told,
      options: { verify, excludes, bandwidth, keepPods },
      ownOptions: await bulk.ownOptions(id),
      ...{ concurrency: batch.concurrency, stopAfter: batch.stopAfter, filter, page, pageSize: PAGE_SIZE },
      rows: await this.#rows(batch, rows),
      actions: actionsOf(told, may(actor.role, 'run')),
    };
  }

  /** All rows of a batch with what came of them, as the text of a CSV file. Throws `RehomeError` `not_found`. */
  async file(id: string): Promise<AsyncGenerator<string>> {
    await this.#batch(id);
    return batchFile(this.#fileRows(id));
  }

  async *#fileRows(id: string): AsyncGenerator<readonly BatchFileRow[]> {
    for await (const rows of this.#parts.history.bulk.allRows(id, ROW_PARTS, FILE_BATCH)) {
      const runs = await this.#runsOf(rows);
      yield rows.map((row) => ({ row, run: row.runId === null ? undefined : runs.get(row.runId) }));
    }
  }

  async #batch(id: string): Promise<BatchRecord> {
    const batch = await this.#parts.history.bulk.get(id);
    if (!batch) throw new RehomeError('not_found', 'There is no such batch.');
    return batch;
  }

  async #rows(batch: BatchRecord, rows: readonly BatchRowRecord[]): Promise<readonly BatchRowView[]> {
    const { history } = this.#parts;
    const runs = await this.#runsOf(rows);
    const records = [...runs.values()];
    const views = await runRows(this.#parts, records, () => null);
    const byId = new Map(views.map((view) => [view.id, view]));
    const isWaiting = batch.state !== 'ended' && rows.some(({ state }) => state === 'waiting');
    const unfinished: Ahead[] = isWaiting ? (await history.unfinished()).map((run) => ({ ...run, run })) : [];
    const waiting = isWaiting ? await history.bulk.waiting(batch.id, LOOKED_THROUGH) : [];
    const full = batch.state === 'running' ? slotWords(this.slots, unfinished, Date.now()) : null;
    return rows.map((row) => {
      const before = waiting.filter(({ position }) => position < row.position);
      return {
        ...{ position: row.position, line: row.line, oldUser: row.oldUser, newUser: row.newUser },
        ...{ state: row.state, attempt: row.attempt, excludes: row.excludes, verify: row.verify },
        run: (row.runId !== null && byId.get(row.runId)) || null,
        words: row.state === 'waiting' ? (waitingWords(row, [...unfinished, ...before]) ?? full) : row.refusal,
      };
    });
  }

  async #runsOf(rows: readonly BatchRowRecord[]): Promise<ReadonlyMap<string, RunRecord>> {
    const runs = new Map<string, RunRecord>();
    const ids = rows.flatMap(({ runId }) => runId ?? []);
    for await (const found of this.#parts.history.files.chosen(ids)) for (const run of found) runs.set(run.id, run);
    return runs;
  }
}

const NOTHING = Object.fromEntries(ROW_PARTS.map((part) => [part, 0])) as RowCounts;

function summary(batch: BatchRecord, counts: RowCounts = NOTHING): BatchSummaryView {
  return {
    ...{ id: batch.id, requestedBy: batch.requestedBy, requestedAt: isoOf(batch.requestedAt) },
    ...{ state: batch.state, stateBy: batch.stateBy, stateAt: isoOf(batch.stateAt), pauseReason: batch.pauseReason },
    endedAt: batch.endedAt === null ? null : isoOf(batch.endedAt),
    counts,
    total: countIn(counts, 'all'),
  };
}

function actionsOf({ state, counts }: BatchSummaryView, mayRun: boolean): BatchView['actions'] {
  const isOpen = state === 'running' || state === 'paused';
  return {
    pause: mayRun && state === 'running' && counts.waiting > 0,
    resume: mayRun && state === 'paused',
    stop: mayRun && isOpen && counts.waiting + counts.running > 0,
    retryFailed: mayRun && state !== 'stopping' && countIn(counts, 'failed') > 0,
    retryStopped: mayRun && state === 'ended' && countIn(counts, 'stopped') > 0,
  };
}

import 'server-only';
import { type Actor, may } from '#lib/access/roles.ts';
import { RehomeError } from '#lib/errors.ts';
import type { BatchRecord, BatchRowRecord } from '#lib/history/batch-record.ts';
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
/** Of so many batches that ended the counts are kept. */
const MOST_KEPT = 500;
const FILE_BATCH = 200;
/** Rows before one that waits which are looked at for what it waits for. */
const LOOKED_THROUGH = 200;

/** What the pages of batches show, out of memory and the database. Changes nothing, and never asks the cluster. */
export class BatchReader {
  readonly #parts: Parts;
  /** How the rows of batches ended, by id and the moment of it: they are asked for with every poll of the list. */
  readonly #ended = new Map<string, RowCounts>();

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
    const counts = await this.#counts(batches);
    return {
      batches: batches.map((batch) => summary(batch, counts.get(batch.id))),
      olderThan: found.length > LATEST ? (batches.at(-1)?.id ?? null) : null,
    };
  }

  /** How the rows of these batches stand; of one that has ended that is counted once. */
  async #counts(batches: readonly BatchRecord[]): Promise<ReadonlyMap<string, RowCounts>> {
    const keyOf = ({ id, endedAt }: BatchRecord): string => `${id} ${endedAt}`;
    const asked = batches.filter((batch) => !this.#ended.has(keyOf(batch)));
    const found = await this.#parts.history.bulk.counts(asked.map(({ id }) => id));
    const counts = new Map<string, RowCounts>();
    for (const batch of batches) {
      const stand = this.#ended.get(keyOf(batch)) ?? found.get(batch.id);
      if (stand) counts.set(batch.id, stand);
    }
    if (this.#ended.size > MOST_KEPT) this.#ended.clear();
    for (const batch of asked) {
      const stand = counts.get(batch.id);
      if (stand && batch.state === 'ended') this.#ended.set(keyOf(batch), stand);
    }
    return counts;
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
    const { bulk, files } = this.#parts.history;
    for await (const rows of bulk.fileRows(id, FILE_BATCH)) {
      const found = (await Array.fromAsync(files.chosen(idsOf(rows)))).flat();
      const runs = new Map(found.map((run) => [run.id, run]));
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
    const records = await history.runsOf(idsOf(rows));
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

const idsOf = (rows: readonly BatchRowRecord[]): readonly string[] => rows.flatMap(({ runId }) => runId ?? []);

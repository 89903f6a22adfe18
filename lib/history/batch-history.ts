import { type BatchState, ROW_PARTS, type RowCounts } from '#lib/migrations/batch-views.ts';
import type { BatchRecord, BatchRowRecord } from './batch-record.ts';
import {
  type Again,
  countBatchRows,
  countOwnOptions,
  leaveWaitingRows,
  listBatchRows,
  type RowPage,
  rowRefused,
  rowStarted,
  rowsAgain,
  waitingRows,
} from './batch-rows.ts';
import {
  type BatchChange,
  batchOfRequest,
  changeBatch,
  latestBatches,
  type NewBatch,
  openBatches,
  readBatch,
  startBatch,
} from './batches.ts';
import { inBatches, type Store } from './store.ts';

type Place = Pick<BatchRowRecord, 'position' | 'attempt'>;

/** Many copies that were asked for at once. What each method promises is written at the function that it calls. */
export class BatchHistory {
  readonly #store: Store;
  readonly #longReads: Store;

  constructor(store: Store, longReads: Store) {
    this.#store = store;
    this.#longReads = longReads;
  }

  /** Records a batch, or answers the one that the same request made. */
  start(input: NewBatch): Promise<BatchRecord> {
    return startBatch(this.#store, input);
  }

  /** The batch that a request of this name made, or undefined. */
  ofRequest(requestKey: string): Promise<BatchRecord | undefined> {
    return batchOfRequest(this.#store, requestKey);
  }

  get(id: string): Promise<BatchRecord | undefined> {
    return readBatch(this.#store, id);
  }

  /** Those that have not ended, oldest first. */
  open(): Promise<BatchRecord[]> {
    return openBatches(this.#store);
  }

  latest(limit: number, before: string | null = null): Promise<BatchRecord[]> {
    return latestBatches(this.#store, limit, before);
  }

  counts(ids: readonly string[]): Promise<Map<string, RowCounts>> {
    return countBatchRows(this.#store, ids);
  }

  /** How many rows leave out or compare otherwise than the batch says. */
  ownOptions(id: string): Promise<number> {
    return countOwnOptions(this.#store, id);
  }

  rows(id: string, page: RowPage): Promise<BatchRowRecord[]> {
    return listBatchRows(this.#store, id, page);
  }

  /** All rows with these parts, in their order, so many at a time. */
  allRows(id: string, parts: RowPage['parts'], size: number): AsyncGenerator<readonly BatchRowRecord[]> {
    return rowsInBatches(this.#store, id, parts, size);
  }

  /** All rows, for a file. */
  fileRows(id: string, size: number): AsyncGenerator<readonly BatchRowRecord[]> {
    return rowsInBatches(this.#longReads, id, ROW_PARTS, size);
  }

  waiting(id: string, limit: number): Promise<BatchRowRecord[]> {
    return waitingRows(this.#store, id, limit);
  }

  rowStarted(id: string, row: Place, runId: string): Promise<void> {
    return rowStarted(this.#store, id, row, runId);
  }

  rowRefused(id: string, row: Place, refusal: string): Promise<void> {
    return rowRefused(this.#store, id, row, refusal);
  }

  /** False where the batch is in none of the states `from`. */
  change(id: string, from: readonly BatchState[], change: BatchChange): Promise<boolean> {
    return changeBatch(this.#store, id, from, change);
  }

  /** Stops a batch: what waits is left. False where there is nothing to stop. */
  stop(id: string, change: Omit<BatchChange, 'to'>): Promise<boolean> {
    return changeBatch(this.#store, id, ['running', 'paused'], { ...change, to: 'stopping' }, (inside) =>
      leaveWaitingRows(inside, id),
    );
  }

  /** Has rows of a batch wait once more, and the batch go on. False where it is being stopped. */
  again(id: string, rows: readonly Again[], change: Omit<BatchChange, 'to'>): Promise<boolean> {
    return changeBatch(this.#store, id, ['running', 'paused', 'ended'], { ...change, to: 'running' }, (inside) =>
      rowsAgain(inside, id, rows),
    );
  }
}

function rowsInBatches(
  store: Store,
  id: string,
  parts: RowPage['parts'],
  size: number,
): AsyncGenerator<readonly BatchRowRecord[]> {
  let offset = 0;
  return inBatches<BatchRowRecord>(size, (last) => {
    offset = last === undefined ? 0 : offset + size;
    return listBatchRows(store, id, { parts, offset, limit: size });
  });
}

import 'server-only';
import { createHash } from 'node:crypto';
import type { Actor } from '#lib/access/roles.ts';
import { isRehomeError, messageOf } from '#lib/errors.ts';
import type { BatchRecord, BatchRowRecord } from '#lib/history/batch-record.ts';
import type { RunRecord } from '#lib/history/run-record.ts';
import { type Ahead, blockerOf, failuresOf, slotsLeft } from './batch-rules.ts';
import type { Parts } from './parts.ts';
import type { MigrationService } from './service.ts';

/** Rows that are looked through for one that may start. */
const LOOKED_THROUGH = 200;
/** A batch whose step failed is tried again after this. */
const RETRY_MS = 10_000;

/**
 * Moves batches on: starts the next rows as the operator who asked for them would, one by one, where a slot is free and
 * nothing that was asked for alone waits for it. Everything it goes by is in the database, and a row is named by its
 * place, so that killed anywhere and called again it starts nothing twice.
 */
export class BatchFeeder {
  readonly #parts: Parts;
  readonly #service: MigrationService;
  readonly #notBefore = new Map<string, number>();

  constructor(parts: Parts, service: MigrationService) {
    this.#parts = parts;
    this.#service = service;
  }

  /** One look at every open batch; `unfinished` are all runs that have not ended. */
  async feed(unfinished: readonly RunRecord[]): Promise<void> {
    const open = await this.#parts.history.bulk.open();
    const ahead: Ahead[] = unfinished.map((run) => ({ ...run, run }));
    for (const batch of open) {
      if ((this.#notBefore.get(batch.id) ?? 0) > Date.now()) continue;
      try {
        await this.#step(batch, unfinished, ahead);
        this.#notBefore.delete(batch.id);
      } catch (error) {
        this.#notBefore.set(batch.id, Date.now() + RETRY_MS);
        this.#parts.log.warn('a batch could not be moved on', { batch: batch.id, error: messageOf(error) });
      }
    }
  }

  async #step(batch: BatchRecord, unfinished: readonly RunRecord[], ahead: Ahead[]): Promise<void> {
    const own = unfinished.filter(({ batchId }) => batchId === batch.id);
    if (batch.state === 'stopping') await this.#stop(batch, own);
    const limits = { all: this.#parts.config.limits.concurrency, batch: batch.concurrency };
    const free = slotsLeft(limits, ahead, own.length, Date.now());
    const waiting = await this.#parts.history.bulk.waiting(batch.id, LOOKED_THROUGH);
    if (waiting.length === 0) {
      if (own.length === 0) await this.#end(batch);
      return;
    }
    if (batch.state !== 'running' || free === 0 || (await this.#pausesAfterFailures(batch))) return;
    await this.#startRows(batch, waiting, free, ahead);
  }

  async #startRows(batch: BatchRecord, rows: readonly BatchRowRecord[], free: number, ahead: Ahead[]): Promise<void> {
    let left = free;
    const before = [...ahead];
    for (const row of rows) {
      if (left === 0) return;
      if (blockerOf(row, before)) {
        before.push(row);
        continue;
      }
      const started = await this.#start(batch, row);
      if (!started) continue;
      left -= 1;
      before.push(row);
      ahead.push(row);
    }
  }

  /** False where the row was refused. What Rehome itself could not do is thrown, and the row waits. */
  async #start(batch: BatchRecord, row: BatchRowRecord): Promise<boolean> {
    const { history } = this.#parts;
    try {
      const requestKey = requestKeyOf(batch.id, row);
      const run = (await history.ofRequest(requestKey)) ?? (await this.#ask(batch, row, requestKey));
      await history.bulk.rowStarted(batch.id, row, run.id);
      return true;
    } catch (error) {
      if (!isRehomeError(error) || error.code === 'unavailable' || error.code === 'timeout') throw error;
      await history.bulk.rowRefused(batch.id, row, error.message);
      if (error.recorded) return false;
      const { oldUser, newUser, why, ticket } = row;
      const { name: actor, source } = actorOf(batch);
      const entry = { at: Date.now(), actor, source, action: 'migration.start', object: batch.id };
      await history.audit.append({ ...entry, oldUser, newUser, why, ticket, result: 'refused', detail: error.message });
      return false;
    }
  }

  #ask(batch: BatchRecord, row: BatchRowRecord, requestKey: string): Promise<{ readonly id: string }> {
    const of = { batchId: batch.id, requestKey };
    if (row.resumes !== null) return this.#service.resume(row.resumes, actorOf(batch), of);
    const { oldUser, newUser, why, ticket } = row;
    const { excludes, verify, ...options } = batch.options;
    const own = { verify: row.verify ?? verify, excludes: [...(row.excludes ?? excludes)] };
    const reasons = { ...(why !== null && { why }), ...(ticket !== null && { ticket }) };
    const input = { oldUser, newUser, ...reasons, ...options, ...own };
    return this.#service.start(input, actorOf(batch), of);
  }

  /** Asks what still works to stop, as whoever stopped the batch. */
  async #stop(batch: BatchRecord, own: readonly RunRecord[]): Promise<void> {
    const actor = { ...actorOf(batch), name: batch.stateBy ?? batch.requestedBy };
    for (const run of own) if (run.stopRequestedAt === null) await this.#service.stop(run.id, actor);
  }

  async #end(batch: BatchRecord): Promise<void> {
    await this.#parts.history.bulk.change(batch.id, [batch.state], { to: 'ended', by: batch.stateBy, at: Date.now() });
  }

  async #pausesAfterFailures(batch: BatchRecord): Promise<boolean> {
    if (batch.failuresUntil === null) return false;
    const counts = (await this.#parts.history.bulk.counts([batch.id])).get(batch.id);
    if (!counts || failuresOf(counts) < batch.failuresUntil) return false;
    const at = Date.now();
    const audit = { at, actor: 'Rehome', action: 'batch.pause', detail: 'as many rows failed as were allowed' };
    return this.#parts.history.bulk.change(batch.id, ['running'], {
      ...{ to: 'paused', by: null, at, pauseReason: 'failures', audit },
    });
  }
}

/** A row's own name for its request; each attempt is a request of its own. */
function requestKeyOf(batchId: string, { position, attempt }: BatchRowRecord): string {
  const hex = createHash('sha256').update(`${batchId}/${position}/${attempt}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Who asked for the batch; no more than starting is done for them. */
const actorOf = ({ requestedBy, source }: BatchRecord): Actor => ({
  name: requestedBy,
  role: 'operator',
  source: source ?? '',
});

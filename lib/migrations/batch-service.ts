import 'server-only';
import type { Actor } from '#lib/access/roles.ts';
import { RehomeError } from '#lib/errors.ts';
import type { Again } from '#lib/history/batch-rows.ts';
import type { BatchChange, NewBatchRow } from '#lib/history/batches.ts';
import { newId } from '#lib/history/row-id.ts';
import { failuresOf } from './batch-rules.ts';
import { type RetryWhat, ROW_FILTERS } from './batch-views.ts';
import { readRowOptions } from './bulk-options.ts';
import { inStartOrder, refusalOf } from './bulk-review.ts';
import type { BulkList, BulkReviewer } from './bulk-reviewer.ts';
import { type ReadingChoices, readBulkText } from './bulk-text.ts';
import type { BulkReview, BulkTable } from './bulk-views.ts';
import type { BatchInput } from './input.ts';
import { isPartialCopy, partialCopyOf } from './partial-copy.ts';
import type { Parts } from './parts.ts';
import { makePlan } from './run-plan.ts';

const PAGE = 500;

/** What an operator can ask for of many copies at once. Each request is recorded, with its audit row, and then done. */
export class BatchService {
  readonly #parts: Parts;
  readonly #reviewer: BulkReviewer;
  readonly #kick: () => void;

  constructor(parts: Parts, reviewer: BulkReviewer, kick: () => void) {
    this.#parts = parts;
    this.#reviewer = reviewer;
    this.#kick = kick;
  }

  /** Reads a list that was pasted or uploaded. Throws `RehomeError` `invalid` with a sentence that names the line. */
  read(text: string, choices: ReadingChoices): BulkTable {
    return readBulkText(text, choices);
  }

  /** Looks a list over, by what Rehome knows. */
  review(list: BulkList): Promise<BulkReview> {
    return this.#reviewer.review(list);
  }

  /**
   * Records a batch and answers at once; its rows are started one by one. They are reviewed once more: one that cannot be
   * started is kept in it, with why. The same request sent again answers the batch it made. Throws `RehomeError`
   * `invalid` where no row at all can be started.
   */
  async start(input: BatchInput, actor: Actor): Promise<{ readonly id: string }> {
    const { requestKey, rows, common, order, concurrency, stopAfter, ...choices } = input;
    for (const row of rows) {
      const [problem] = readRowOptions(row).problems;
      // Kept as refused, such a row would start with the options of all when the batch is retried.
      if (problem) throw new RehomeError('invalid', `Line ${row.line}: ${problem.words}`);
    }
    const { rows: reviewed } = await this.#reviewer.review({ rows, common });
    const ordered = inStartOrder(rows, reviewed, order).map(({ row, review }): NewBatchRow => {
      const why = row.why.trim() || common.why.trim() || null;
      const ticket = row.ticket.trim() || common.ticket.trim() || null;
      const { line, oldUser, newUser } = row;
      return { line, oldUser, newUser, why, ticket, ...readRowOptions(row).options, refusal: refusalOf(row, review) };
    });
    const first = ordered[0]?.refusal ?? '';
    // A request that is sent again finds its own runs in the way of its rows.
    const before = await this.#parts.history.bulk.ofRequest(requestKey);
    if (before) return { id: before.id };
    if (ordered.every(({ refusal }) => refusal !== null)) {
      throw new RehomeError('invalid', `None of these rows can be started. The first: ${first}`);
    }
    const { verify, excludes, bandwidth, keepPods = 'failed' } = makePlan(this.#parts.config, choices);
    const at = Date.now();
    const { id } = await this.#parts.history.bulk.start({
      ...{ id: newId(at), requestKey, requestedBy: actor.name, source: actor.source, requestedAt: at },
      options: { verify, excludes, bandwidth, keepPods, identityConfirmed: common.identityConfirmed },
      ...{ concurrency, stopAfter, rows: ordered },
      audit: {
        ...audit(actor, 'batch.start'),
        ...{ why: common.why.trim() || null, ticket: common.ticket.trim() || null, detail: rowWords(ordered.length) },
      },
    });
    this.#kick();
    return { id };
  }

  /** Starts no further row of it. Runs that work go on. */
  pause(id: string, actor: Actor): Promise<void> {
    return this.#change(id, ['running'], { to: 'paused', pauseReason: 'asked' }, 'batch.pause', actor);
  }

  /** Goes on with the rows that wait. */
  async resume(id: string, actor: Actor): Promise<void> {
    const failuresUntil = await this.#nextLimit(id, 0);
    return this.#change(id, ['paused'], { to: 'running', failuresUntil }, 'batch.resume', actor);
  }

  /** Leaves the rows that wait, and asks the runs that work to stop. */
  async stop(id: string, actor: Actor): Promise<void> {
    const change = { by: actor.name, at: Date.now(), audit: audit(actor, 'batch.stop') };
    const done = await this.#parts.history.bulk.stop(id, change);
    if (!done) await this.#refuse(id);
    this.#kick();
  }

  /**
   * Asks once more for every row that failed or was refused, or for those that were stopped. One whose run left a partial
   * copy goes on in it. Answers how many.
   */
  async retry(id: string, what: RetryWhat, actor: Actor): Promise<{ readonly rows: number }> {
    const { history } = this.#parts;
    const rows: Again[] = [];
    for await (const page of history.bulk.allRows(id, ROW_FILTERS[what], PAGE)) {
      const later = await history.laterRuns(page.flatMap(({ runId }) => runId ?? []));
      for (const { position, attempt, runId } of page) {
        const run = runId === null ? undefined : await history.get(runId);
        const isOpen = run !== undefined && isPartialCopy(partialCopyOf(run, later.get(run.id) ?? []));
        rows.push({ position, attempt, resumes: isOpen ? run.id : null });
      }
    }
    if (rows.length === 0)
      throw new RehomeError(
        'conflict',
        `No row of this batch is ${what === 'stopped' ? 'stopped or not started' : what} now.`,
      );
    const failuresUntil = await this.#nextLimit(id, what === 'failed' ? rows.length : 0);
    const entry = { ...audit(actor, 'batch.retry'), detail: rowWords(rows.length) };
    const change = { by: actor.name, at: Date.now(), failuresUntil, audit: entry };
    if (!(await history.bulk.again(id, rows, change))) await this.#refuse(id);
    this.#kick();
    return { rows: rows.length };
  }

  /** With so many failures in all it pauses the next time; `fewer` of those there are now will be none any more. */
  async #nextLimit(id: string, fewer: number): Promise<number | null> {
    const { bulk } = this.#parts.history;
    const stopAfter = (await bulk.get(id))?.stopAfter ?? null;
    const counts = (await bulk.counts([id])).get(id);
    return stopAfter === null || !counts ? null : Math.max(0, failuresOf(counts) - fewer) + stopAfter;
  }

  async #change(
    id: string,
    from: Parameters<Parts['history']['bulk']['change']>[1],
    to: Pick<BatchChange, 'to' | 'pauseReason' | 'failuresUntil'>,
    action: string,
    actor: Actor,
  ): Promise<void> {
    const change = { ...to, by: actor.name, at: Date.now(), audit: audit(actor, action) };
    if (!(await this.#parts.history.bulk.change(id, from, change))) await this.#refuse(id);
    this.#kick();
  }

  async #refuse(id: string): Promise<never> {
    const batch = await this.#parts.history.bulk.get(id);
    if (!batch) throw new RehomeError('not_found', 'There is no such batch.');
    throw new RehomeError('conflict', WORDS[batch.state]);
  }
}

const WORDS = {
  running: 'This batch is running already.',
  paused: 'This batch is paused already.',
  stopping: 'This batch is being stopped. Wait until its last run has ended.',
  ended: 'This batch has ended.',
} as const;

const rowWords = (rows: number): string => (rows === 1 ? '1 row' : `${rows} rows`);

const audit = ({ name, source }: Actor, action: string) => ({ at: Date.now(), actor: name, source, action });

import 'server-only';
import type { History } from '#lib/history/history.ts';
import type { RetentionRecord } from '#lib/history/retention-state.ts';
import { judgedRuns, runsWithOldEvidence } from './old-records.ts';
import { removesAnything } from './retention-job.ts';
import type {
  CountView,
  KeptFor,
  RetentionPass,
  RetentionPreview,
  RetentionView,
  StayReason,
} from './retention-views.ts';
import { isoOf } from './run-view.ts';

/** More are not counted one by one. */
const MOST_COUNTED = 10_000;
/** A preview counts for so long; it is made again when somebody looks. */
const FRESH_MS = 30_000;

/** What the retention job did, and what it would do now. Changes nothing. */
export class RetentionReader {
  readonly #history: Pick<History, 'retention' | 'laterRuns'>;
  readonly #keptFor: KeptFor;
  #preview: { readonly at: number; readonly made: Promise<RetentionPreview> } | undefined;

  constructor(history: Pick<History, 'retention' | 'laterRuns'>, keptFor: KeptFor) {
    this.#history = history;
    this.#keptFor = keptFor;
  }

  async view(): Promise<RetentionView> {
    const record = await this.#history.retention.read();
    const removes = removesAnything(this.#keptFor);
    return {
      keptFor: this.#keptFor,
      preview: removes ? await this.#fresh(record?.endedAt ?? null) : null,
      last: record ? passOf(record) : null,
      nextAt: removes && record && !isUnderWay(record) ? isoOf(record.dueAt) : null,
    };
  }

  /** One preview for all who look at about the same time, unless a pass has ended since. */
  #fresh(endedAt: number | null): Promise<RetentionPreview> {
    const now = Date.now();
    const known = this.#preview;
    if (known && now - known.at < FRESH_MS && (endedAt ?? 0) < known.at) return known.made;
    const made = this.#look(now);
    this.#preview = { at: now, made };
    made.catch(() => {
      this.#preview = undefined;
    });
    return made;
  }

  async #look(now: number): Promise<RetentionPreview> {
    const { retention } = this.#history;
    const { runs: keepRuns, evidence: keepEvidence, audit, notices } = this.#keptFor;
    const runs = keepRuns === null ? { going: NONE, staying: {} } : await this.#runs(now - keepRuns);
    const evidence = keepEvidence === null ? { going: NONE, bytes: 0 } : await this.#evidence(now - keepEvidence);
    return {
      going: {
        runs: runs.going,
        evidence: evidence.going,
        audit: audit === null ? NONE : capped(await retention.countAudit(now - audit, MOST_COUNTED + 1)),
        notices: notices === null ? NONE : capped(await retention.countNotices(now - notices, MOST_COUNTED + 1)),
      },
      evidenceBytes: evidence.bytes,
      staying: runs.staying,
      asOf: isoOf(now),
    };
  }

  async #runs(before: number) {
    const staying: Partial<Record<StayReason, number>> = {};
    let going = 0;
    for await (const judged of judgedRuns(this.#history, before)) {
      for (const { stays } of judged) {
        if (stays === null) going += 1;
        else staying[stays] = (staying[stays] ?? 0) + 1;
      }
      if (going > MOST_COUNTED) break;
    }
    return { going: capped(going), staying };
  }

  async #evidence(before: number) {
    const runs = new Set<string>();
    let bytes = 0;
    for await (const part of runsWithOldEvidence(this.#history, before)) {
      for (const run of part) {
        runs.add(run.id);
        bytes += run.bytes;
      }
      if (runs.size > MOST_COUNTED) break;
    }
    return { going: capped(runs.size), bytes };
  }
}

const NONE: CountView = { count: 0, orMore: false };
const capped = (count: number): CountView => ({ count: Math.min(count, MOST_COUNTED), orMore: count > MOST_COUNTED });

const isUnderWay = ({ begunAt, endedAt }: RetentionRecord): boolean => begunAt !== null && endedAt === null;

function passOf({ begunAt, endedAt, removed, problem }: RetentionRecord): RetentionPass | null {
  if (begunAt === null) return null;
  const { bytes, ...counts } = removed;
  const ended = endedAt === null ? null : isoOf(endedAt);
  return { beganAt: isoOf(begunAt), endedAt: ended, removed: counts, evidenceBytes: bytes, problem };
}

import 'server-only';
import type { RunRecord } from '#lib/history/run-record.ts';
import { EndedLogs } from './ended-logs.ts';
import type { LogLineView, LogPageView } from './evidence-views.ts';
import { type FilesView, filesView } from './files-view.ts';
import type { LineRange } from './line-range.ts';
import { type LiveRun, MAX_LINE } from './live-run.ts';
import { stagingOf } from './partial-copy.ts';
import type { Parts } from './parts.ts';

/** Lines that one answer holds: more would hold up the browser that reads them. */
export const PAGE_LINES = 5_000;

/** What runs have said: of one that works, out of memory; of one that ended, out of its evidence. */
export class LogReader {
  readonly #parts: Pick<Parts, 'followers' | 'history'>;
  readonly #ended: EndedLogs;

  constructor(parts: Pick<Parts, 'followers' | 'history'>) {
    this.#parts = parts;
    this.#ended = new EndedLogs(parts.history);
  }

  /** Everything heard of a run, and whether its evidence is only the end of it. */
  async of(run: RunRecord): Promise<{ readonly log: LiveRun | undefined; readonly truncated: boolean }> {
    if (run.outcome === null) return { log: this.#parts.followers.live(run.id), truncated: false };
    // What was read before it was removed may be in memory yet.
    if (run.evidence === 'removed') return { log: undefined, truncated: false };
    return (await this.#ended.of(run.id)) ?? { log: undefined, truncated: false };
  }

  /** The first lines of a range, 5,000 at most. */
  async page(run: RunRecord, { from, to, raw }: LineRange): Promise<LogPageView> {
    const { log } = await this.of(run);
    if (!log) return { lines: [] };
    const kept = raw ? log.raw : log.lines;
    const start = Math.max(from, kept.first);
    const end = Math.min(to, start + PAGE_LINES);
    return { lines: raw ? log.raw.slice(start, end).map(asLine(start)) : log.lines.slice(start, end) };
  }

  /** The entries that were skipped, failed, were mended or differ. */
  async files(run: RunRecord): Promise<FilesView> {
    const { log } = await this.of(run);
    const place = { ...run, staging: stagingOf(run) };
    return filesView(log?.entries ?? [], run.result ?? log?.result ?? null, place);
  }

  /** The whole log that Rehome has of a run, as the pod said it. */
  async text(run: RunRecord): Promise<string> {
    if (run.outcome === null) return `${(this.#parts.followers.live(run.id)?.raw.slice(0) ?? []).join('\n')}\n`;
    return (await this.#parts.history.evidenceOf(run.id, 'log'))?.text ?? '';
  }
}

const asLine =
  (start: number) =>
  (text: string, index: number): LogLineView => ({
    ...{ seq: start + index, at: null, level: 'raw', text: text.slice(0, MAX_LINE) },
  });

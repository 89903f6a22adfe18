import { setImmediate } from 'node:timers/promises';
import type { CheckReport } from './check-report.ts';
import type { LogLineView } from './evidence-views.ts';
import type { FileEntry, FileKind } from './files-view.ts';
import { LineBuffer } from './line-buffer.ts';
import type { Phase } from './states.ts';
import type { ProgressView } from './views.ts';
import { ENTRY_LISTS, type FinalResult, LISTED_PER_KIND, NOTE_KINDS, parseWireLine, type WireLine } from './wire.ts';

/** Kept for the page; the whole log is in the cluster, and its tail is saved as evidence. */
const SHOWN = { lines: 100_000, characters: 8 * 1024 * 1024 };
/** Kept for evidence, should the cluster not give the log at the end; most of it says how far the copy is. */
const RAW = { lines: 100_000, characters: 8 * 1024 * 1024 };
/** What a page gets of one line, in characters. */
export const MAX_LINE = 4_000;
const RATE_EVERY_MS = 5_000;
const RATES_KEPT = 60;
/** Phases of which only the heartbeat says that they go on. */
const TELLS_NO_NUMBERS: ReadonlySet<Phase> = new Set(['owning', 'verifying', 'finishing']);

/** What the log of a run that works now has said, in memory. Lines that were read before count once. */
export class LiveRun {
  readonly lines = new LineBuffer<LogLineView>(SHOWN, ({ text }) => text);
  readonly rates: { at: string; rate: number }[] = [];
  readonly raw = new LineBuffer<string>(RAW, (text) => text);
  /** Entries told of one by one, as many of each kind as a migrator tells. */
  readonly entries: FileEntry[] = [];
  readonly #entriesOf = new Map<FileKind, number>();
  phase: Phase | undefined;
  /** When each phase was first heard of, in ms since the epoch. */
  readonly phaseStartedAt = new Map<Phase, number>();
  progress: ProgressView | undefined;
  result: FinalResult | undefined;
  /** What a check found. */
  report: CheckReport | undefined;
  /** When a number or the phase last changed, in ms since the epoch by our clock. */
  lastChangeAt: number | undefined;
  /** The log's own time of the last line, so that a log read again goes on from there. */
  lastTimestamp = '';
  readonly #textsAtLast = new Set<string>();
  #seq = -1;

  /** Whether `raw` is the whole log: nothing was dropped from it, and its last line has been heard. */
  get isWhole(): boolean {
    return this.result !== undefined && this.raw.first === 0;
  }

  /** Takes one line as the cluster gives it with timestamps, `2026-01-01T00:00:00.000000000Z text`. */
  accept(stamped: string, now: number): void {
    const space = stamped.indexOf(' ');
    const timestamp = space > 0 ? stamped.slice(0, space) : '';
    const text = stamped.slice(space + 1);
    if (timestamp !== '' && this.#readBefore(timestamp, text)) return;
    this.raw.push(text);
    const line = parseWireLine(text);
    if (!line) {
      this.#show(timestamp || null, 'raw', text);
    } else if (line.seq > this.#seq) {
      this.#seq = line.seq;
      this.#hear(line, now);
    }
  }

  /** A log that is followed again starts anew; what has the last line's time may still be a line of its own. */
  #readBefore(timestamp: string, text: string): boolean {
    if (timestamp < this.lastTimestamp) return true;
    if (timestamp > this.lastTimestamp) this.#textsAtLast.clear();
    this.lastTimestamp = timestamp;
    if (this.#textsAtLast.has(text)) return true;
    this.#textsAtLast.add(text);
    return false;
  }

  #hear(line: WireLine, now: number): void {
    switch (line.type) {
      case 'phase':
        this.phase = line.phase;
        this.lastChangeAt = now;
        if (!this.phaseStartedAt.has(line.phase)) this.phaseStartedAt.set(line.phase, Date.parse(line.at) || now);
        this.#show(line.at, 'info', PHASE_LINES[line.phase]);
        break;
      case 'progress':
        this.#progress(line, now);
        break;
      case 'log':
        this.#show(line.at, line.level, line.message);
        break;
      case 'note':
        this.#list(line.kind, line);
        this.#show(line.at, 'warning', `${NOTE_KINDS[line.kind]}: ${line.path}${line.detail && ` (${line.detail})`}`);
        break;
      case 'entry': {
        this.#list(line.list, line);
        const level = line.list === 'differing' ? 'error' : 'info';
        this.#show(line.at, level, `${ENTRY_LISTS[line.list]}: ${line.path}${line.detail && ` (${line.detail})`}`);
        break;
      }
      case 'report':
        this.report = line.report;
        this.lastChangeAt = now;
        break;
      case 'result':
        this.result = line.result;
        this.lastChangeAt = now;
        break;
      case 'heartbeat':
        if (this.phase && TELLS_NO_NUMBERS.has(this.phase)) this.lastChangeAt = now;
        break;
    }
  }

  #progress(line: Extract<WireLine, { type: 'progress' }>, now: number): void {
    const before = this.progress;
    const bytesDone = Math.max(before?.bytesDone ?? 0, line.bytesDone);
    const filesDone = Math.max(before?.filesDone ?? 0, line.filesDone);
    const { bytesTotal, filesTotal, rate, remaining, path } = line;
    const done = !before || bytesDone !== before.bytesDone || filesDone !== before.filesDone;
    const moved = done || bytesTotal !== before.bytesTotal || filesTotal !== before.filesTotal;
    if (moved) this.lastChangeAt = now;
    const at = moved ? line.at : before.at;
    this.progress = { bytesDone, bytesTotal, filesDone, filesTotal, rate, remaining, path, at };
    this.#rate(line.at, rate);
  }

  #rate(at: string, rate: number | null): void {
    const last = this.rates.at(-1);
    if (rate === null || (last && Date.parse(at) - Date.parse(last.at) < RATE_EVERY_MS)) return;
    this.rates.push({ at, rate });
    if (this.rates.length > RATES_KEPT) this.rates.shift();
  }

  /** A pod may say anything, also more than it should. */
  #list(kind: FileKind, { path, detail }: { readonly path: string; readonly detail: string }): void {
    const before = this.#entriesOf.get(kind) ?? 0;
    if (before >= LISTED_PER_KIND) return;
    this.#entriesOf.set(kind, before + 1);
    this.entries.push({ kind, path: path.slice(0, MAX_LINE), detail: detail.slice(0, MAX_LINE) });
  }

  #show(at: string | null, level: LogLineView['level'], text: string): void {
    this.lines.push({ seq: this.lines.next, at, level, text: text.slice(0, MAX_LINE) });
  }
}

const PHASE_LINES: Readonly<Record<Phase, string>> = {
  scanning: 'Scanning the old home',
  copying: 'Copying',
  owning: 'Giving the files to the new user',
  verifying: 'Comparing the copy with the original',
  finishing: 'Finishing',
};

/** Lines read back at one go: a long log must not hold up what else the server does. */
const AT_ONE_GO = 2_000;

/** The log of an ended run, read back from its evidence (no timestamps), as the page shows it. */
export async function readLog(text: string): Promise<LiveRun> {
  const live = new LiveRun();
  for (const [index, line] of text.split('\n').entries()) {
    if (line !== '') live.accept(` ${line}`, 0);
    if (index % AT_ONE_GO === AT_ONE_GO - 1) await setImmediate();
  }
  return live;
}

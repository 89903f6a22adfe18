import { writeFileSync } from 'node:fs';
import type { CheckReport } from '#lib/migrations/check-report.ts';
import type { Phase } from '#lib/migrations/states.ts';
import {
  asciiJson,
  type EntryList,
  type FinalResult,
  HEARTBEAT_INTERVAL_MS,
  LISTED_PER_KIND,
  type NoteKind,
  terminationMessage,
  type WireLine,
} from '#lib/migrations/wire.ts';
import { type ByteName, printable } from './byte-name.ts';

type Body<T = WireLine> = T extends WireLine ? Omit<T, 'seq' | 'at'> : never;
/** How many entries of a kind the final result names. */
const SAMPLES = 5;

/** Everything the migrator says: JSON lines on stdout, and at the end the termination message. */
export class Reporter {
  readonly #write: (line: string) => void;
  readonly #notes = new Map<NoteKind, { count: number; samples: string[] }>();
  readonly #entries = new Map<EntryList, { count: number; samples: string[] }>();
  /** What is said once more at the end. */
  readonly #lines: string[] = [];
  readonly #said = new Set<string>();
  #seq = 0;
  #heartbeat: NodeJS.Timeout | undefined;

  constructor(write: (line: string) => void) {
    this.#write = write;
  }

  startHeartbeat(): void {
    this.#heartbeat = setInterval(() => this.#say({ type: 'heartbeat' }), HEARTBEAT_INTERVAL_MS).unref();
  }

  phase(phase: Phase): void {
    this.#say({ type: 'phase', phase });
  }

  progress(progress: Omit<Extract<WireLine, { type: 'progress' }>, 'seq' | 'at' | 'type'>): void {
    this.#say({ type: 'progress', ...progress });
  }

  log(level: 'info' | 'warning' | 'error', message: string): void {
    this.#say({ type: 'log', level, message });
  }

  /** What a check found. */
  report(report: CheckReport): void {
    this.#say({ type: 'report', report });
  }

  /** Notes one entry of a kind; the same entry twice counts once. All are counted, the first thousand of a kind listed. */
  note(kind: NoteKind, path: ByteName, detail: string): void {
    this.#list(this.#notes, kind, path, (shown) => ({ type: 'note', kind, path: shown, detail }));
  }

  /** Says what became of one entry, where that is no note; counted and listed like notes. */
  entry(list: EntryList, path: ByteName, detail: string): void {
    this.#list(this.#entries, list, path, (shown) => ({ type: 'entry', list, path: shown, detail }));
  }

  #list<K extends string>(
    lists: Map<K, { count: number; samples: string[] }>,
    kind: K,
    path: ByteName,
    body: (shown: string) => Body,
  ): void {
    const list = lists.get(kind) ?? { count: 0, samples: [] };
    const key = `${kind}/${path}`;
    if (this.#said.has(key)) return;
    lists.set(kind, list);
    list.count += 1;
    if (list.count > LISTED_PER_KIND) return;
    this.#said.add(key);
    const shown = printable(path) || '.';
    if (list.samples.length < SAMPLES) list.samples.push(shown.slice(0, 300));
    this.#lines.push(this.#say(body(shown)));
  }

  get entries(): NonNullable<FinalResult['entries']> {
    return [...this.#entries].map(([list, { count, samples }]) => ({ list, count, samples }));
  }

  get notes(): FinalResult['notes'] {
    return [...this.#notes].map(([kind, { count, samples }]) => ({ kind, count, samples }));
  }

  /** Says the last word: notes and entries once more under the numbers they had, then the result; and the termination message. */
  finish(result: FinalResult, terminationLog: string | undefined): void {
    clearInterval(this.#heartbeat);
    for (const line of this.#lines) this.#write(line);
    const { folder, path } = result;
    this.#say({ type: 'result', folder, path, result });
    if (terminationLog === undefined) return;
    try {
      writeFileSync(terminationLog, terminationMessage(result));
    } catch (error) {
      process.stderr.write(`The termination message could not be written: ${String(error)}\n`);
    }
  }

  #say(body: Body): string {
    const line = `${asciiJson({ seq: this.#seq++, at: new Date().toISOString(), ...body })}\n`;
    this.#write(line);
    return line;
  }
}

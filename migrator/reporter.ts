import { hash } from 'node:crypto';
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
import type { NoteFile } from './note-file.ts';

type Body<T = WireLine> = T extends WireLine ? Omit<T, 'seq' | 'at'> : never;
/** How many entries of a kind the final result names. */
const SAMPLES = 5;
/** Of how many entries it is remembered that they were told; beyond, one that is told twice counts twice. */
const REMEMBERED = 200_000;

interface List {
  count: number;
  readonly samples: string[];
}

/** Everything the migrator says: JSON lines on stdout, and at the end the termination message. */
export class Reporter {
  readonly #write: (line: string) => void;
  readonly #notes = new Map<NoteKind, List>();
  readonly #entries = new Map<EntryList, List>();
  /** What is said once more at the end. */
  readonly #lines: string[] = [];
  readonly #told = new Set<number>();
  #noteFile: NoteFile | undefined;
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

  /** From now on every note goes into this file as well. */
  noteInto(file: NoteFile): void {
    this.#noteFile = file;
  }

  /** What a check found. */
  report(report: CheckReport): void {
    this.#say({ type: 'report', report });
  }

  /**
   * Notes one entry of a kind; the same entry twice counts once. All are counted and go into the file of notes, the first thousand
   * of a kind are listed.
   */
  note(kind: NoteKind, path: ByteName, detail: string): void {
    const shown = this.#list(this.#notes, kind, path, (shown) => ({ type: 'note', kind, path: shown, detail }));
    if (shown !== undefined) this.#noteFile?.add(kind, shown, detail);
  }

  /** Says what became of one entry, where that is no note; counted and listed like notes. */
  entry(list: EntryList, path: ByteName, detail: string): void {
    this.#list(this.#entries, list, path, (shown) => ({ type: 'entry', list, path: shown, detail }));
  }

  /** The entry as it is shown, or undefined where it was told before. */
  #list<K extends string>(
    lists: Map<K, List>,
    kind: K,
    path: ByteName,
    body: (shown: string) => Body,
  ): string | undefined {
    if (this.#isTold(`${kind}/${path}`)) return undefined;
    const list = lists.get(kind) ?? { count: 0, samples: [] };
    lists.set(kind, list);
    list.count += 1;
    const shown = printable(path) || '.';
    if (list.samples.length < SAMPLES) list.samples.push(shown.slice(0, 300));
    if (list.count <= LISTED_PER_KIND) this.#lines.push(this.#say(body(shown)));
    return shown;
  }

  /** Remembers 48 bits of an entry, which is less than its path and tells it from all others. */
  #isTold(entry: string): boolean {
    const key = hash('sha1', entry, 'buffer').readUIntBE(0, 6);
    if (this.#told.has(key)) return true;
    if (this.#told.size < REMEMBERED) this.#told.add(key);
    return false;
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
    this.#noteFile?.flush();
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

import { PROGRESS_INTERVAL_MS } from '#lib/migrations/wire.ts';
import { type ByteName, printable } from './byte-name.ts';
import type { Reporter } from './reporter.ts';

const WINDOW_MS = 30_000;
/** The parts of the window that must agree before time left is told, and by how much. */
const PARTS = 3;
const AGREEMENT = 0.25;
const SHOWN_PATH = 500;

interface Reached {
  readonly files: number;
  readonly bytes: number;
  /** Of `bytes`, what an earlier run had copied. */
  readonly keptBytes?: number;
}

/** Turns what scan and bulk pass have counted into progress lines: at most two a second, never going backwards, never beyond the totals. */
export class Progress {
  readonly #reporter: Reporter;
  readonly #samples: { at: number; bytes: number }[] = [];
  #saidAt = Number.NEGATIVE_INFINITY;
  #totals = { files: 0, bytes: 0 };
  #files = 0;
  #bytes = 0;
  #keptBytes = 0;
  #path: ByteName | undefined;

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  found({ files, bytes }: { readonly files: number; readonly bytes: number }): void {
    this.#totals = { files, bytes };
    this.#sayIfDue();
  }

  /** What is done by now, and the path that is worked on. What was there before is done, but it was not copied at any rate. */
  reached({ files, bytes, keptBytes = 0 }: Reached, path: ByteName | undefined): void {
    this.#files = Math.max(this.#files, files);
    this.#bytes = Math.max(this.#bytes, bytes);
    this.#keptBytes = Math.max(this.#keptBytes, keptBytes);
    this.#path = path;
    this.#sayIfDue();
  }

  /** What is done, never more than there is. */
  get done(): { files: number; bytes: number } {
    return { files: Math.min(this.#files, this.#totals.files), bytes: Math.min(this.#bytes, this.#totals.bytes) };
  }

  /** Everything is copied; said at once. */
  complete(): void {
    this.#files = this.#totals.files;
    this.#bytes = this.#totals.bytes;
    this.#path = undefined;
    this.#say(performance.now());
  }

  #sayIfDue(): void {
    const now = performance.now();
    if (now - this.#saidAt >= PROGRESS_INTERVAL_MS) this.#say(now);
  }

  #say(now: number): void {
    this.#saidAt = now;
    const { files, bytes } = this.done;
    this.#sample(now, Math.max(0, bytes - this.#keptBytes));
    const rate = this.#rate(0, this.#samples.length - 1);
    this.#reporter.progress({
      ...{ bytesDone: bytes, bytesTotal: this.#totals.bytes, filesDone: files, filesTotal: this.#totals.files },
      rate: rate === null ? null : Math.round(rate),
      remaining: rate && this.#isStable(rate) ? Math.ceil((this.#totals.bytes - bytes) / rate) : null,
      path: this.#path === undefined ? null : printable(this.#path).slice(-SHOWN_PATH),
    });
  }

  #sample(now: number, bytes: number): void {
    if (bytes === 0 && this.#samples.length > 0) this.#samples.length = 0;
    this.#samples.push({ at: now, bytes });
    while (this.#samples[0] && now - this.#samples[0].at > WINDOW_MS) this.#samples.shift();
  }

  /** Bytes a second between two samples. */
  #rate(from: number, to: number): number | null {
    const first = this.#samples[from];
    const last = this.#samples[to];
    if (!first || !last || last.at - first.at < PROGRESS_INTERVAL_MS) return null;
    return (Math.max(0, last.bytes - first.bytes) * 1000) / (last.at - first.at);
  }

  /** Whether every third of at least half a window had much the same rate. */
  #isStable(rate: number): boolean {
    const span = (this.#samples.at(-1)?.at ?? 0) - (this.#samples[0]?.at ?? 0);
    if (span < WINDOW_MS / 2) return false;
    const third = Math.floor((this.#samples.length - 1) / PARTS);
    return Array.from({ length: PARTS }, (_, part) => this.#rate(part * third, (part + 1) * third)).every(
      (found) => found !== null && Math.abs(found - rate) <= rate * AGREEMENT,
    );
  }
}

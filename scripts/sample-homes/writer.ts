import { chmodSync, constants, copyFileSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const READ_WRITE = 0o600;
const SHAREABLE = 0o755;
const FIRST_DAY = Date.UTC(2022, 0, 3, 8) / 1000;
const DAYS = 1_200;
const STEP = 7_919;

/** Writes into one home that is being made. Text paths are relative to it; times are spread over some years, the same each time. */
export class HomeWriter {
  readonly folder: string;
  readonly #made = new Set<string>();
  #written = 0;

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true, mode: 0o750 });
  }

  /** The path of `place` on this machine; its folder exists. */
  path(place: string): string {
    const path = join(this.folder, place);
    const folder = dirname(path);
    if (!this.#made.has(folder)) mkdirSync(folder, { recursive: true, mode: SHAREABLE });
    this.#made.add(folder);
    return path;
  }

  /** As `path`, for a name that is not text. */
  bytesPath(folder: string, name: Buffer): Buffer {
    return Buffer.concat([Buffer.from(`${dirname(this.path(`${folder}/x`))}/`), name]);
  }

  /** Copies a real file, sharing its blocks where the file system can. */
  copy(source: string, target: string | Buffer): void {
    copyFileSync(source, target, constants.COPYFILE_FICLONE);
    this.#finish(target);
  }

  /** Writes a file of our own. */
  write(place: string, content: string): void {
    const path = this.path(place);
    writeFileSync(path, content);
    this.#finish(path);
  }

  #finish(path: string | Buffer): void {
    const private_ = this.#written % 11 === 0;
    const program = typeof path === 'string' && path.includes('/bin/');
    chmodSync(path, private_ ? READ_WRITE : program ? SHAREABLE : 0o644);
    const day = (this.#written * STEP) % DAYS;
    const time = FIRST_DAY + day * 86_400 + (this.#written % 36_000);
    utimesSync(path, time, time);
    this.#written += 1;
  }
}

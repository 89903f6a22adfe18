import { cString } from '../byte-name.ts';
import type { WorkerContext } from '../crew/job.ts';
import { codeOf } from '../failure.ts';
import { inodeOf } from '../stat-fields.ts';
import { linkat, statBuffer, statx, statxIfThere } from '../syscalls.ts';
import { removeEntry } from './extras.ts';

export interface Linked {
  /** Whether the copy's name holds the right entry already. */
  isThere(): boolean;
  /** Makes the entry under a name. */
  make(dir: number, as: Buffer): void;
}

/**
 * Entries with several names. Each is kept once, by the number of its inode, in a private folder beside the tree, and every
 * name in the copy is a link to that one. So no list of names has to be held, and any worker may come first.
 */
export class HardLinks {
  readonly #folder: number;
  readonly #context: WorkerContext;
  readonly #known = statBuffer();
  readonly #there = statBuffer();

  constructor(folder: number, context: WorkerContext) {
    this.#context = context;
    this.#folder = folder;
  }

  bring(dir: number, name: Buffer, stat: Buffer, entry: Linked): void {
    const key = cString(String(inodeOf(stat)));
    if (!statxIfThere(this.#folder, key, this.#known)) this.#keep(dir, name, key, entry);
    try {
      linkat(this.#folder, key, dir, name);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      this.#replace(dir, name, key);
    }
  }

  /** Somebody else may do so in the same instant; then theirs is the one. */
  #keep(dir: number, name: Buffer, key: Buffer, entry: Linked): void {
    try {
      if (entry.isThere()) linkat(dir, name, this.#folder, key);
      else entry.make(this.#folder, key);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
    }
  }

  #replace(dir: number, name: Buffer, key: Buffer): void {
    statx(this.#folder, key, this.#known);
    statx(dir, name, this.#there);
    if (inodeOf(this.#known) === inodeOf(this.#there)) return;
    removeEntry(dir, name.toString('latin1', 0, name.length - 1), this.#context);
    linkat(this.#folder, key, dir, name);
  }
}

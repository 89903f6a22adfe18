import { constants } from 'node:fs';
import type { WorkerContext } from '../crew/job.ts';
import { close, fchmod, fchown, futimens } from '../file-calls.ts';
import type { Name } from '../kernel.ts';
import { modeOf, SET_ID, timesOf } from '../stat-fields.ts';
import { openat } from '../syscalls.ts';
import { copyXattrs, type HasAttributes } from './attributes.ts';
import { DataCopier } from './copy-data.ts';
import type { BulkSetup } from './setup.ts';

const { O_WRONLY, O_CREAT, O_EXCL } = constants;

/** Opens, fills and finishes plain files of the copy. */
export class FileCopier {
  readonly #setup: BulkSetup;
  readonly #data: DataCopier;

  constructor(setup: BulkSetup, context: WorkerContext) {
    this.#setup = setup;
    this.#data = new DataCopier(context, setup.bytesPerSecond);
  }

  /** The mode that a copy has. */
  modeFor(stat: Buffer): number {
    const mode = modeOf(stat) & 0o7777;
    return this.#setup.keepSetId ? mode : mode & ~SET_ID;
  }

  /** Makes an empty file, which must not be there yet, with the mode of the original. */
  create(dir: number, name: Name, stat: Buffer): number {
    return openat(dir, name, O_WRONLY | O_CREAT | O_EXCL, this.modeFor(stat) & ~SET_ID);
  }

  openAgain(dir: number, name: Name): number {
    return openat(dir, name, O_WRONLY);
  }

  /** Contents, attributes, owner, mode and at last the time: until it is set, the file counts as unfinished. */
  fill(from: number, to: number, stat: Buffer): HasAttributes {
    this.#data.copy(from, to, stat);
    const has = copyXattrs(from, to);
    this.finish(to, stat);
    return has;
  }

  finish(fd: number, stat: Buffer): void {
    const { owner, keepSetId } = this.#setup;
    fchown(fd, owner.uid, owner.gid);
    // A change of owner clears these.
    if (keepSetId && (modeOf(stat) & SET_ID) !== 0) fchmod(fd, this.modeFor(stat));
    futimens(fd, timesOf(stat));
  }

  /** Copies an open original to a new name. */
  copyTo(from: number, dir: number, name: Name, stat: Buffer): HasAttributes {
    const to = this.create(dir, name, stat);
    try {
      return this.fill(from, to, stat);
    } finally {
      close(to);
    }
  }
}

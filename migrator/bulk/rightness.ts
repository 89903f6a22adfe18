import type { WorkerContext } from '../crew/job.ts';
import {
  ctimeOf,
  gidOf,
  isMtimeWithin,
  KIND,
  kindOf,
  linksOf,
  modeOf,
  mtimeOf,
  SET_ID,
  sizeOf,
  uidOf,
} from '../stat-fields.ts';
import { fchmodat, fchownat, readlinkBytes, statBuffer, statxIfThere } from '../syscalls.ts';
import type { FolderPair } from './bulk-job.ts';
import { removeEntry } from './extras.ts';
import type { BulkSetup, BulkTally } from './setup.ts';

/** What a resumed copy has already, told by attributes alone: contents are not read again. */
export class Rightness {
  readonly #setup: BulkSetup;
  readonly #context: WorkerContext;
  readonly #suspectFrom: bigint | undefined;
  readonly #there = statBuffer();
  #keptFiles = 0;
  #keptBytes = 0;

  constructor(setup: BulkSetup, context: WorkerContext) {
    this.#context = context;
    this.#setup = setup;
    this.#suspectFrom = setup.suspectFrom === null ? undefined : BigInt(setup.suspectFrom);
  }

  get kept(): Pick<BulkTally, 'keptFiles' | 'keptBytes'> {
    return { keptFiles: this.#keptFiles, keptBytes: this.#keptBytes };
  }

  isFolder(dir: number, name: Buffer): boolean {
    return statxIfThere(dir, name, this.#there) && kindOf(this.#there) === KIND.folder;
  }

  /**
   * Whether the copy has this entry as `stat` says: size and time are the original's, and it is on the disk for sure. Its owner
   * and mode are mended. One that is not right is removed, never written over: it may have other names.
   */
  isThere(folder: FolderPair, name: Buffer, stat: Buffer, { linked = false } = {}): boolean {
    if (!this.#setup.resumed || !statxIfThere(folder.to, name, this.#there)) return false;
    if (!this.#isRight(folder, name, stat) || (!linked && linksOf(this.#there) > 1)) {
      removeEntry(folder.to, name.toString('latin1', 0, name.length - 1), this.#context);
      return false;
    }
    this.#mend(folder.to, name, stat);
    this.#keptFiles += 1;
    if (kindOf(stat) === KIND.file) this.#keptBytes += sizeOf(stat);
    return true;
  }

  #isRight(folder: FolderPair, name: Buffer, stat: Buffer): boolean {
    const there = this.#there;
    if (kindOf(there) !== kindOf(stat) || !this.#hasTimeOf(stat)) return false;
    if (this.#suspectFrom !== undefined && ctimeOf(there) >= this.#suspectFrom) return false;
    if (kindOf(stat) === KIND.file) return sizeOf(there) === sizeOf(stat);
    return kindOf(stat) !== KIND.link || readlinkBytes(folder.to, name).equals(readlinkBytes(folder.from, name));
  }

  /** Where times are coarse, one that was made in the same step as its original's time may have got that by being made: half of it may lack. */
  #hasTimeOf(stat: Buffer): boolean {
    const { timeStep } = this.#setup;
    if (!isMtimeWithin(this.#there, stat, timeStep)) return false;
    return timeStep <= 1 || ctimeOf(this.#there) - mtimeOf(this.#there) >= BigInt(timeStep);
  }

  #mend(dir: number, name: Buffer, stat: Buffer): void {
    const { owner, keepSetId } = this.#setup;
    const mode = keepSetId ? modeOf(stat) & 0o7777 : modeOf(stat) & 0o7777 & ~SET_ID;
    const isOwners = uidOf(this.#there) === owner.uid && gidOf(this.#there) === owner.gid;
    if (!isOwners) fchownat(dir, name, owner.uid, owner.gid);
    if (kindOf(stat) === KIND.link) return;
    if ((modeOf(this.#there) & 0o7777) !== mode || (!isOwners && (mode & SET_ID) !== 0)) fchmodat(dir, name, mode);
  }
}

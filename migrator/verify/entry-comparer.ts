import type { ByteName } from '../byte-name.ts';
import type { WorkerContext } from '../crew/job.ts';
import { codeOf } from '../failure.ts';
import { rootMode } from '../homes.ts';
import type { Name } from '../kernel.ts';
import { whyUnreadable } from '../readable.ts';
import {
  allocatedOf,
  gidOf,
  inodeOf,
  isMtimeWithin,
  isSameMtime,
  KIND,
  kindOf,
  linksOf,
  modeOf,
  mtimeOf,
  SET_ID,
  sizeOf,
  uidOf,
} from '../stat-fields.ts';
import { readlinkBytes } from '../syscalls.ts';
import { attributesOf, differingAttribute, NO_ATTRIBUTES } from './attributes.ts';
import { Contents } from './contents.ts';
import type { Differing, LinkedName, VerifySetup, VerifyTally } from './setup.ts';

/** Many file systems keep no time before 1970 or after this one, in 2106. */
const LAST_TIME = 4_294_967_295_999_999_999n;

export interface Sides {
  readonly from: number;
  readonly to: number;
}
export interface Beside extends Sides {
  readonly bytes: Buffer;
  readonly name: ByteName;
  readonly path: ByteName;
  readonly stat: Buffer;
  readonly there: Buffer;
  readonly hasChanged: boolean;
}

type Attributed = Sides & Pick<Beside, 'name' | 'path' | 'hasChanged'> & { readonly bytes: Name };

/** Compares single entries, and says what is not as it should be. */
export class EntryComparer {
  readonly tally: VerifyTally = { files: 0, bytes: 0 };
  readonly #setup: VerifySetup;
  readonly #context: WorkerContext;
  readonly #contents: Contents;

  constructor(setup: VerifySetup, context: WorkerContext) {
    this.#setup = setup;
    this.#context = context;
    this.#contents = new Contents(context);
  }

  compare(beside: Beside): void {
    const { path, stat, there, hasChanged } = beside;
    this.#compareOwner(path, there);
    const what = this.#difference(beside);
    if (what === undefined) this.#compareTimes(beside);
    else if (hasChanged) this.#context.note('changed', path, `Its ${what} changed.`);
    else this.#differ(path, `${what} differs`);
    if (kindOf(stat) !== KIND.folder) this.#count(beside);
  }

  compareRoot(stat: Buffer, there: Buffer, sides: Sides, hasChanged: boolean): void {
    this.#compareOwner('', there);
    const wanted = rootMode(modeOf(stat) & 0o7777);
    const what =
      (modeOf(there) & 0o7777) === wanted
        ? this.#attribute({ ...sides, bytes: '', name: '', path: '', hasChanged })
        : 'mode';
    if (what === undefined) return;
    if (hasChanged) this.#context.note('changed', '', `Its ${what} changed.`);
    else this.#differ('', `${what} differs`);
  }

  /** An entry of the old home that the copy lacks. */
  missing(from: number, name: ByteName, path: ByteName, stat: Buffer, hasChanged: boolean): void {
    if (hasChanged) {
      this.#context.note('changed', path, 'It appeared while the home was copied, and is not in the copy.');
      return;
    }
    const mayBeClosed = kindOf(stat) === KIND.file || kindOf(stat) === KIND.folder;
    const code = mayBeClosed ? whyUnreadable(from, name) : undefined;
    if (code === undefined) this.#differ(path, 'is missing');
    else this.#context.note('unreadable', path, `It may not be read (${code}).`);
  }

  /** What is not as it should be, apart from owner and times. */
  #difference(beside: Beside): string | undefined {
    const { stat, there, from, to, bytes, path } = beside;
    const kind = kindOf(stat);
    if (kindOf(there) !== kind) return 'type';
    if (kind === KIND.file) {
      if (sizeOf(stat) !== sizeOf(there)) return 'size';
      if (this.#setup.isChecksums && !this.#isSameContent(beside)) return 'content';
      if (this.#lacksHoles(beside)) return 'holes';
    }
    if (kind === KIND.link) return this.#isSameTarget(from, to, bytes) ? undefined : 'target';
    if ((modeOf(there) & 0o7777) !== this.#expectedMode(path, stat)) return 'mode';
    return this.#attribute(beside);
  }

  #isSameContent({ from, to, bytes, path, stat }: Beside): boolean {
    try {
      return this.#contents.isSame(from, to, bytes, sizeOf(stat));
    } catch (error) {
      const code = codeOf(error);
      if (code !== 'EACCES' && code !== 'EPERM' && code !== 'ENOENT' && code !== 'ELOOP') throw error;
      this.#context.note('unreadable', path, `It may not be read (${code}).`);
      return true;
    }
  }

  #lacksHoles({ stat, there, from, to, bytes, path }: Beside): boolean {
    const size = sizeOf(stat);
    const isFuller = allocatedOf(stat) < size && allocatedOf(there) > allocatedOf(stat);
    if (!isFuller) return false;
    try {
      if (!this.#contents.lacksHole(from, to, bytes, size)) return false;
    } catch {
      // Where holes cannot be asked for, they cannot be told to lack.
      return false;
    }
    if (this.#setup.losesHoles) this.#context.note('attributeLost', path, 'The new home cannot keep its holes.');
    return !this.#setup.losesHoles;
  }

  #isSameTarget(from: number, to: number, bytes: Buffer): boolean {
    let target: Buffer;
    try {
      target = readlinkBytes(from, bytes);
    } catch {
      // Replaced a moment ago; its ctime says so at the next look.
      return false;
    }
    return readlinkBytes(to, bytes).equals(target);
  }

  #attribute({ from, to, bytes, name, path, hasChanged }: Attributed): string | undefined {
    const isBare = this.#setup.isBare && !hasChanged;
    const original = { dir: from, attributes: isBare ? NO_ATTRIBUTES : attributesOf(from, bytes) };
    const copy = { dir: to, attributes: attributesOf(to, bytes) };
    if (original.attributes.hasCapability) {
      this.#context.note('capabilityLost', path, 'Its capabilities are not copied: they would be the new user’s.');
    }
    if (original.attributes.keys.length === 0 && copy.attributes.keys.length === 0) return undefined;
    const uids = { oldUid: this.#setup.oldUid, newUid: this.#setup.owner.uid };
    const what = differingAttribute(name, original, copy, uids);
    if (what === undefined || !this.#setup.losesAttributes) return what;
    this.#context.note('attributeLost', path, 'The new home cannot keep its extended attributes or ACL.');
    return undefined;
  }

  #expectedMode(path: ByteName, stat: Buffer): number {
    const mode = modeOf(stat) & 0o7777;
    if (kindOf(stat) !== KIND.file || (mode & SET_ID) === 0 || this.#setup.keepSetId) return mode;
    this.#context.note('setIdRemoved', path, `Its mode was ${mode.toString(8)}.`);
    return mode & ~SET_ID;
  }

  #compareOwner(path: ByteName, there: Buffer): void {
    const { uid, gid } = this.#setup.owner;
    if (uidOf(there) === uid && gidOf(there) === gid) return;
    this.#differ(path, `owner is ${uidOf(there)}:${gidOf(there)}, not ${uid}:${gid}`);
  }

  #compareTimes({ path, stat, there, hasChanged }: Beside): void {
    if (isSameMtime(stat, there)) return;
    if (hasChanged) {
      // A folder's time also changes when an entry in it does, which has a note of its own.
      if (kindOf(stat) !== KIND.folder) this.#context.note('changed', path, 'It was written to.');
      return;
    }
    if (isMtimeWithin(stat, there, this.#setup.timeStep)) return;
    const wanted = mtimeOf(stat);
    const isBeyond = wanted < 0n || wanted > LAST_TIME;
    if (isBeyond) this.#context.note('attributeLost', path, 'The new home cannot keep its time.');
    else this.#differ(path, 'time differs');
  }

  #count({ path, stat, there, hasChanged }: Beside): void {
    if (kindOf(stat) !== kindOf(there)) return;
    this.tally.files += 1;
    this.#context.count('files', 1);
    const size = kindOf(there) === KIND.file ? sizeOf(there) : 0;
    if (linksOf(stat) === 1 && linksOf(there) === 1) {
      this.tally.bytes += size;
      return;
    }
    const linked = { linked: path, original: inodeOf(stat), copy: inodeOf(there), size, hasChanged };
    this.#context.tell(linked satisfies LinkedName);
  }

  #differ(path: ByteName, what: string): void {
    this.#context.tell({ differs: path, what } satisfies Differing);
  }
}

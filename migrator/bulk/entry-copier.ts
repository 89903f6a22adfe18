import { type ByteName, joinBytes } from '../byte-name.ts';
import type { Task, WorkerContext } from '../crew/job.ts';
import { DIRENT, nameOf } from '../dirents.ts';
import { codeOf } from '../failure.ts';
import { close } from '../file-calls.ts';
import { openToRead } from '../open-to-read.ts';
import { KIND, kindOf, linksOf, modeOf, sizeOf, timesOf } from '../stat-fields.ts';
import {
  fchmodat,
  fchownat,
  mkdirat,
  mkfifoat,
  readlinkBytes,
  statBuffer,
  statx,
  symlinkat,
  utimensat,
} from '../syscalls.ts';
import { listXattrs } from '../xattr-calls.ts';
import { ATTRIBUTES, attributesAmong, copyAcl, type HasAttributes } from './attributes.ts';
import type { FolderPair } from './bulk-job.ts';
import { removeEntry } from './extras.ts';
import { FileCopier } from './file-copier.ts';
import type { Findings } from './findings.ts';
import { HardLinks } from './hard-links.ts';
import { Rightness } from './rightness.ts';
import type { AclFound, BulkSetup, BulkTally } from './setup.ts';

/** A file beyond this is a task of its own, so that it does not keep its folder's other entries waiting. */
const LARGE = 64 * 1024 * 1024;

/** Brings single entries of a folder into the copy. */
export class EntryCopier {
  readonly #setup: BulkSetup;
  readonly #context: WorkerContext;
  readonly #files: FileCopier;
  readonly #links: HardLinks;
  readonly #rightness: Rightness;
  readonly #findings: Findings;
  readonly #stat = statBuffer();
  #hasAttributes = false;
  #isBare = true;

  constructor(setup: BulkSetup, context: WorkerContext, findings: Findings) {
    this.#findings = findings;
    this.#setup = setup;
    this.#context = context;
    this.#files = new FileCopier(setup, context);
    this.#links = new HardLinks(setup.links, context);
    this.#rightness = new Rightness(setup, context);
  }

  get tally(): BulkTally {
    const { untoldLinks } = this.#findings;
    return { ...this.#rightness.kept, hasAttributes: this.#hasAttributes, isBare: this.#isBare, untoldLinks };
  }

  /** Remembers that an original has attributes; tells where it has an ACL. */
  heed(has: HasAttributes, path: ByteName): void {
    if (has === ATTRIBUTES.none) return;
    this.#isBare = false;
    if (has === ATTRIBUTES.foreign) return;
    this.#hasAttributes = true;
    if (has === ATTRIBUTES.withAcl) this.#context.tell({ acl: path } satisfies AclFound);
  }

  /** The same of what is kept: its copy may have attributes that the original has lost since. */
  #heedKept(folder: FolderPair, name: Buffer): void {
    this.heed(attributesAmong(listXattrs(folder.from, name)), joinBytes(folder.path, nameOf(name)));
    this.heedCopy(attributesAmong(listXattrs(folder.to, name)));
  }

  /** Remembers that a copy has attributes. */
  heedCopy(has: HasAttributes): void {
    if (has >= ATTRIBUTES.some) this.#hasAttributes = true;
  }

  /** Remembers that an original's attributes were not seen. */
  unseen(): void {
    this.#isBare = false;
  }

  /** Brings one entry, whose name's bytes end with a NUL; answers with the task that it leaves. */
  bring(folder: FolderPair, name: Buffer, kind: number): Task | undefined {
    if (kind === DIRENT.file) return this.#bringFile(folder, name);
    const stat = statx(folder.from, name, this.#stat);
    switch (kindOf(stat)) {
      case KIND.file:
        return this.#bringFile(folder, name);
      case KIND.folder:
        return this.#bringFolder(folder, name);
      case KIND.link:
        this.#bringSpecial(folder, name, stat, () => {
          const target = readlinkBytes(folder.from, name);
          this.#findings.link(joinBytes(folder.path, nameOf(name)), nameOf(target));
          return (dir, as) => symlinkat(target, dir, as);
        });
        return;
      case KIND.fifo:
        this.#bringSpecial(folder, name, stat, () => {
          const mode = modeOf(stat) & 0o777;
          return (dir, as) => mkfifoat(dir, as, mode);
        });
        return;
    }
  }

  /** Fills a large file that its folder's task made; false where the original is no file any more. */
  bringLarge(folder: FolderPair, name: string): boolean {
    const from = openToRead(folder.from, name);
    try {
      const stat = statx(from, '', this.#stat);
      if (kindOf(stat) !== KIND.file) return false;
      this.#context.at(joinBytes(folder.path, name));
      const to = this.#files.openAgain(folder.to, name);
      try {
        this.heed(this.#files.fill(from, to, stat), joinBytes(folder.path, name));
      } finally {
        close(to);
      }
      this.#context.count('files', 1);
      return true;
    } finally {
      close(from);
    }
  }

  #bringFolder(folder: FolderPair, name: Buffer): Task {
    const path = joinBytes(folder.path, nameOf(name));
    try {
      mkdirat(folder.to, name, 0o700);
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error;
      if (!this.#rightness.isFolder(folder.to, name)) {
        removeEntry(folder.to, nameOf(name), this.#context);
        mkdirat(folder.to, name, 0o700);
      }
    }
    return { path };
  }

  #bringFile(folder: FolderPair, name: Buffer): Task | undefined {
    if (this.#setup.resumed && this.#isThere(folder, name)) return;
    const from = openToRead(folder.from, name);
    try {
      const stat = statx(from, '', this.#stat);
      if (kindOf(stat) !== KIND.file) return;
      if (linksOf(stat) > 1) this.#bringLinked(folder, name, from, stat);
      else {
        if (this.#setup.isRoot && sizeOf(stat) > LARGE) {
          close(this.#files.create(folder.to, name, stat));
          return { path: folder.path, file: nameOf(name) };
        }
        this.heed(this.#files.copyTo(from, folder.to, name, stat), joinBytes(folder.path, nameOf(name)));
      }
      this.#context.count('files', 1);
    } finally {
      close(from);
    }
  }

  /** Whether a file with one name is there and right, told without opening it. */
  #isThere(folder: FolderPair, name: Buffer): boolean {
    const stat = statx(folder.from, name, this.#stat);
    if (kindOf(stat) !== KIND.file || linksOf(stat) > 1 || !this.#rightness.isThere(folder, name, stat)) return false;
    this.#heedKept(folder, name);
    this.#context.count('files', 1);
    this.#context.count('keptBytes', sizeOf(stat));
    this.#context.count('bytes', sizeOf(stat));
    return true;
  }

  #bringLinked(folder: FolderPair, name: Buffer, from: number, stat: Buffer): void {
    this.#links.bring(folder.to, name, stat, {
      isThere: () => {
        if (!this.#setup.resumed || !this.#rightness.isThere(folder, name, stat, { linked: true })) return false;
        this.#heedKept(folder, name);
        return true;
      },
      make: (dir, as) => this.heed(this.#files.copyTo(from, dir, as, stat), joinBytes(folder.path, nameOf(name))),
    });
  }

  /** Links and FIFOs: made at once, then given away and dated. */
  #bringSpecial(
    folder: FolderPair,
    name: Buffer,
    stat: Buffer,
    prepare: () => (dir: number, as: Buffer) => void,
  ): void {
    const makeIt = prepare();
    const make = (dir: number, as: Buffer): void => {
      makeIt(dir, as);
      const { owner } = this.#setup;
      fchownat(dir, as, owner.uid, owner.gid);
      if (kindOf(stat) === KIND.fifo) {
        fchmodat(dir, as, this.#files.modeFor(stat));
        this.heed(copyAcl(folder.from, name, dir, as), joinBytes(folder.path, nameOf(name)));
      }
      utimensat(dir, as, timesOf(stat));
    };
    const linked = linksOf(stat) > 1;
    const isThere = () => {
      if (!this.#rightness.isThere(folder, name, stat, { linked })) return false;
      if (kindOf(stat) === KIND.fifo) this.#heedKept(folder, name);
      return true;
    };
    if (linked) this.#links.bring(folder.to, name, stat, { isThere: () => this.#setup.resumed && isThere(), make });
    else if (!isThere()) make(folder.to, name);
    this.#context.count('files', 1);
  }
}

import { closeSync } from 'node:fs';
import { type ByteName, joinBytes, printable } from './byte-name.ts';
import { type Entry, hasSetId, look, withoutSetId } from './entry.ts';
import { codeOf, Failure, failureOf } from './failure.ts';
import { type Home, type Owner, rootMode } from './homes.ts';
import type { Pacer } from './pacer.ts';
import { whyUnreadable } from './readable.ts';
import type { Reporter } from './reporter.ts';
import { MEANT_FOR_LATER, type ScanMemory } from './scan.ts';
import { readlinkat } from './syscalls.ts';
import { namesIn, openFolder, type Visit, walk } from './walk.ts';

export interface Comparison {
  readonly home: Home;
  readonly tree: number;
  readonly owner: Owner;
  readonly keepSetId: boolean;
  readonly memory: ScanMemory;
  readonly reporter: Reporter;
  readonly pacer: Pacer;
}

/** What the copy holds: everything but folders, and the apparent size of plain files, each inode once. */
export interface Counted {
  files: number;
  bytes: number;
}

/** How many differences the message names. */
const NAMED = 3;

/**
 * Compares both trees name by name, in both directions, without following links or reading contents. A difference that a change of the
 * old home explains (its ctime is not that of the scan) is a note; any other throws `differs`.
 */
export async function verify(comparison: Comparison): Promise<Counted> {
  const verifier = new Verifier(comparison);
  try {
    await walk(comparison.home.dir, verifier, comparison.pacer);
  } finally {
    verifier.close();
  }
  return verifier.counted();
}

class Verifier {
  readonly #facts: Comparison;
  /** The folders of the copy, beside those of the old home that are being walked. */
  readonly #copies: number[] = [];
  readonly #differences: string[] = [];
  readonly #linked = new Map<bigint, bigint>();
  readonly #counted: Counted = { files: 0, bytes: 0 };
  #count = 0;

  constructor(facts: Comparison) {
    this.#facts = facts;
  }

  counted(): Counted {
    if (this.#count === 0) return this.#counted;
    const more = this.#count > NAMED ? ` and ${this.#count - NAMED} more` : '';
    throw new Failure('differs', `Copy and original differ: ${this.#differences.join('; ')}${more}.`);
  }

  close(): void {
    for (const dir of this.#copies) closeSync(dir);
  }

  enter(path: ByteName, names: readonly ByteName[], _dir: number, folder: Entry): void {
    const above = this.#copies.at(-1);
    const hasChanged = this.#facts.memory.hasChanged(folder);
    const dir = this.#inCopy(path, () =>
      above === undefined
        ? openFolder(this.#facts.tree, '.')
        : openFolder(above, path.slice(path.lastIndexOf('/') + 1)),
    );
    this.#copies.push(dir);
    if (path === '') this.#compareRoot(folder, look(dir, ''), hasChanged);
    const known = new Set(names);
    for (const name of this.#inCopy(path, () => namesIn(dir))) {
      if (!known.has(name)) this.#extra(joinBytes(path, name), hasChanged);
    }
  }

  leave(): void {
    const dir = this.#copies.pop();
    if (dir !== undefined) closeSync(dir);
  }

  visit(visit: Visit): boolean {
    const { path, entry } = visit;
    if (entry.type === 'socket' || entry.type === 'device') {
      this.#facts.reporter.note(entry.type, path, `A ${entry.type} is not copied.`);
      return false;
    }
    const copy = this.#inCopy(path, () => this.#lookBeside(visit.name));
    if (!copy) return this.#missing(visit);
    this.#compare(visit, copy);
    if (entry.type === 'folder' && entry.device !== this.#facts.home.entry.device) {
      this.#facts.reporter.note('unreadable', path, 'Another file system is mounted here. Its contents were left out.');
      return false;
    }
    return copy.type === entry.type;
  }

  failed(path: ByteName, code: string): void {
    if (path === '' || !MEANT_FOR_LATER.has(code)) {
      throw new Failure('copyFailed', `The old home could not be read again to compare it: ${code}.`);
    }
    if (code === 'EACCES' || code === 'EPERM') this.#unreadable(path, code);
    else this.#facts.reporter.note('changed', path, 'It was replaced or removed while it was compared.');
  }

  #lookBeside(name: ByteName): Entry | undefined {
    try {
      return look(this.#copies.at(-1) ?? this.#facts.tree, name);
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    }
  }

  #compare(visit: Visit, copy: Entry): void {
    const { path, entry } = visit;
    const changed = this.#facts.memory.hasChanged(entry);
    this.#compareOwner(path, copy);
    const what = this.#firstDifference(visit, copy);
    if (what === undefined) this.#compareTimes(path, entry, copy, changed);
    else if (changed) this.#facts.reporter.note('changed', path, `Its ${what} changed.`);
    else this.#differ(path, what);
  }

  /** What is not as it should be, apart from owner and times. Counts the entry. */
  #firstDifference({ dir, name, path, entry }: Visit, copy: Entry): string | undefined {
    if (copy.type !== entry.type) return 'type';
    this.#tally(entry, copy);
    if (entry.type === 'file' && copy.size !== entry.size) return 'size';
    if (entry.type === 'link' && this.#targetOf(dir, name) !== this.#targetBeside(path, name)) return 'target';
    if (entry.links > 1 && entry.type !== 'folder' && !this.#isLinkedAlike(entry, copy)) return 'hard links';
    if (entry.type !== 'link' && copy.mode !== this.#expectedMode(path, entry)) return 'mode';
    return undefined;
  }

  #compareRoot(folder: Entry, copy: Entry, hasChanged: boolean): void {
    this.#compareOwner('', copy);
    if (copy.mode === rootMode(folder.mode)) return;
    if (hasChanged) this.#facts.reporter.note('changed', '', 'Its mode changed.');
    else this.#differ('', 'mode');
  }

  #tally(entry: Entry, copy: Entry): void {
    if (entry.type === 'folder') return;
    this.#counted.files += 1;
    if (entry.type === 'file' && !(entry.links > 1 && this.#linked.has(entry.inode))) this.#counted.bytes += copy.size;
  }

  #compareOwner(path: ByteName, copy: Entry): void {
    const { uid, gid } = this.#facts.owner;
    if (copy.uid !== uid || copy.gid !== gid) this.#differ(path, `owner is ${copy.uid}:${copy.gid}, not ${uid}:${gid}`);
  }

  #compareTimes(path: ByteName, entry: Entry, copy: Entry, changed: boolean): void {
    if (entry.mtime === copy.mtime) return;
    if (changed) {
      // A folder's time also changes when an entry in it does, which has a note of its own.
      if (entry.type !== 'folder') this.#facts.reporter.note('changed', path, 'It was written to.');
      return;
    }
    // File systems keep times in steps of up to two seconds, and some none before 1970.
    const apart = entry.mtime > copy.mtime ? entry.mtime - copy.mtime : copy.mtime - entry.mtime;
    if (apart > 2_000_000_000n) this.#facts.reporter.note('attributeLost', path, 'The new home cannot keep its time.');
  }

  #expectedMode(path: ByteName, entry: Entry): number {
    if (this.#facts.keepSetId || !hasSetId(entry)) return entry.mode;
    this.#facts.reporter.note('setIdRemoved', path, `Its mode was ${entry.mode.toString(8)}.`);
    return withoutSetId(entry.mode);
  }

  #targetOf(dir: number, name: ByteName): ByteName | undefined {
    try {
      return readlinkat(dir, name);
    } catch {
      return undefined;
    }
  }

  #targetBeside(path: ByteName, name: ByteName): ByteName {
    return this.#inCopy(path, () => readlinkat(this.#copies.at(-1) ?? this.#facts.tree, name));
  }

  /** Names of one inode in the old home must be names of one inode in the copy. */
  #isLinkedAlike(entry: Entry, copy: Entry): boolean {
    const known = this.#linked.get(entry.inode);
    if (known === undefined) this.#linked.set(entry.inode, copy.inode);
    return known === undefined || known === copy.inode;
  }

  #missing({ dir, name, path, entry }: Visit): false {
    if (this.#facts.memory.hasChanged(entry)) {
      this.#facts.reporter.note('changed', path, 'It appeared while the home was copied, and is not in the copy.');
      return false;
    }
    const code = entry.type === 'file' || entry.type === 'folder' ? whyUnreadable(dir, name) : undefined;
    if (code === undefined) this.#differ(path, 'is missing');
    else this.#unreadable(path, code);
    return false;
  }

  #extra(path: ByteName, hasChanged: boolean): void {
    if (!hasChanged) this.#differ(path, 'is in the copy only');
    else
      this.#facts.reporter.note(
        'vanished',
        path,
        'It was removed from the old home after it was copied. The copy has it.',
      );
  }

  #unreadable(path: ByteName, code: string): void {
    this.#facts.reporter.note('unreadable', path, `It may not be read (${code}).`);
  }

  #differ(path: ByteName, what: string): void {
    this.#count += 1;
    if (this.#differences.length < NAMED) this.#differences.push(`“${printable(path) || '.'}”: ${what}`);
  }

  /** An error in the copy is never one of the old home's. */
  #inCopy<T>(path: ByteName, read: () => T): T {
    try {
      return read();
    } catch (error) {
      throw failureOf(error, 'differs', `comparing “${printable(path) || '.'}” in the copy`);
    }
  }
}

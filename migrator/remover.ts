import { randomUUID } from 'node:crypto';
import { closeSync, constants } from 'node:fs';
import { type ByteName, joinBytes } from './byte-name.ts';
import { DIRENT } from './dirents.ts';
import { look } from './entry.ts';
import { codeOf } from './failure.ts';
import { seek } from './file-calls.ts';
import type { Pacer } from './pacer.ts';
import { fchmodat, getdents, openat, renameat, rmdirat, unlinkat } from './syscalls.ts';

/** How many folders deep the remover goes before it moves what is deeper up: descriptors are held by level. */
const DEEPEST = 64;

export interface Removal {
  /** Names at the top that stay. */
  readonly spare?: ReadonlySet<ByteName>;
  /** Called for each entry that is gone. */
  onRemoved?(): void;
  /** Called for each that stays, with the errno's name; may throw to end it all. */
  onKept(path: ByteName, code: string): void;
}

interface Level {
  readonly dir: number;
  /** Its name in the level above. */
  readonly name: ByteName;
  readonly path: ByteName;
  /** Names read and not yet looked at: one part of the folder, however large it is. */
  readonly names: { readonly name: ByteName; readonly kind: number }[];
  /** Whether anything left since the folder was read from its beginning. */
  hasShrunk: boolean;
  /** What could not be removed. */
  readonly kept: Set<ByteName>;
}

/**
 * Removes everything below a held folder, depth first, by held descriptors and single names alone: no link is followed, no other
 * file system entered, no path built. Holds a bounded number of descriptors and names, however deep and large the folders are.
 * What refuses to go is told and left. Throws `stopped`.
 */
export async function removeContents(top: number, removal: Removal, pacer: Pacer): Promise<void> {
  const remover = new Remover(top, removal);
  try {
    while (remover.step()) if (pacer.isDue()) await pacer.rest();
  } finally {
    remover.end();
  }
}

/** The same for a worker, whose thread has nothing else to hear: asks before each step whether it is to stop. */
export function removeContentsAtOnce(top: number, removal: Removal, throwIfStopped: () => void): void {
  const remover = new Remover(top, removal);
  try {
    while (remover.step()) throwIfStopped();
  } finally {
    remover.end();
  }
}

const levelOf = (dir: number, name: ByteName, path: ByteName): Level => ({
  ...{ dir, name, path, names: [], hasShrunk: false, kept: new Set<ByteName>() },
});

class Remover {
  readonly #levels: Level[];
  readonly #removal: Removal;
  readonly #device: string;
  readonly #part = Buffer.alloc(65_536);
  /** Makes names that nobody else gives. */
  readonly #mark = randomUUID();
  #moved = 0;

  constructor(top: number, removal: Removal) {
    this.#levels = [levelOf(top, '', '')];
    this.#removal = removal;
    this.#device = look(top, '').device;
    seek(top, 0);
  }

  /** Does a little; false once nothing is left to do. */
  step(): boolean {
    const level = this.#levels.at(-1);
    if (!level) return false;
    const next = level.names.pop();
    if (next) this.#remove(level, next.name, next.kind);
    else if (!this.#readOn(level)) this.#leave(level);
    return true;
  }

  /** Lets go of what is held. */
  end(): void {
    for (const { dir } of this.#levels.splice(0).slice(1)) closeSync(dir);
  }

  /** Reads the next names of a folder. Returns false at its end. */
  #readOn(level: Level): boolean {
    const entries = getdents(level.dir, this.#part);
    if (entries.length === 0) return false;
    for (let at = 0; at < entries.length; at += entries.readUInt16LE(at + 16)) {
      const name = entries.toString('latin1', at + 19, entries.indexOf(0, at + 19));
      const isSpared = this.#levels.length === 1 && this.#removal.spare?.has(name);
      if (name === '.' || name === '..' || isSpared || level.kept.has(name)) continue;
      level.names.push({ name, kind: entries[at + 18] ?? DIRENT.unknown });
    }
    return true;
  }

  #remove(level: Level, name: ByteName, kind: number): void {
    try {
      if (kind === DIRENT.folder) this.#enter(level, name);
      else unlinkat(level.dir, name);
    } catch (error) {
      const code = codeOf(error);
      if (code === undefined) throw error;
      if (code === 'EISDIR') this.#remove(level, name, DIRENT.folder);
      else if (code !== 'ENOENT') this.#keep(level, name, code);
      return;
    }
    if (kind === DIRENT.folder) return;
    level.hasShrunk = true;
    this.#removal.onRemoved?.();
  }

  /** The folder is read to its end: it goes, or is read again as long as that helps. */
  #leave(level: Level): void {
    const above = this.#levels.at(-2);
    const code = above ? whyNotGone(above.dir, level.name) : 'ENOTEMPTY';
    if (['ENOTEMPTY', 'EEXIST'].includes(code ?? '') && level.hasShrunk) {
      level.hasShrunk = false;
      seek(level.dir, 0);
      return;
    }
    this.#levels.pop();
    if (!above) return;
    closeSync(level.dir);
    if (code === undefined) {
      above.hasShrunk = true;
      this.#removal.onRemoved?.();
    } else if (level.kept.size > 0) {
      // What stays in it was told already.
      above.kept.add(level.name);
    } else {
      this.#keep(above, level.name, code);
    }
  }

  #enter(level: Level, name: ByteName): void {
    const path = joinBytes(level.path, name);
    const dir = openToEmpty(level.dir, name);
    if (look(dir, '').device !== this.#device) {
      closeSync(dir);
      this.#keep(level, name, 'EXDEV');
    } else if (this.#levels.length < DEEPEST) {
      this.#levels.push(levelOf(dir, name, path));
    } else {
      closeSync(dir);
      this.#moveUp(level, name);
    }
  }

  /** Its turn comes when the top is read again. */
  #moveUp(level: Level, name: ByteName): void {
    const [top = level] = this.#levels;
    this.#moved += 1;
    renameat(level.dir, name, top.dir, `deep-${this.#mark}-${this.#moved}`);
    level.hasShrunk = true;
    top.hasShrunk = true;
  }

  #keep(level: Level, name: ByteName, code: string): void {
    level.kept.add(name);
    this.#removal.onKept(joinBytes(level.path, name), code);
  }
}

/** The errno with which a folder refuses to go, or undefined where it is gone. */
function whyNotGone(dir: number, name: ByteName): string | undefined {
  try {
    rmdirat(dir, name);
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return code === 'ENOENT' ? undefined : code;
  }
}

const FOLDER = constants.O_RDONLY | constants.O_DIRECTORY;

/** Opens a folder whose contents are to go. A runner that is not root may have to open its own to itself first. */
export function openToEmpty(dir: number, name: ByteName): number {
  try {
    return openat(dir, name, FOLDER);
  } catch (error) {
    if (codeOf(error) !== 'EACCES') throw error;
    fchmodat(dir, name, 0o700);
    return openat(dir, name, FOLDER);
  }
}

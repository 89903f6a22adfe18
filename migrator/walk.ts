import { closeSync, constants } from 'node:fs';
import { type ByteName, joinBytes } from './byte-name.ts';
import { type Entry, look } from './entry.ts';
import { codeOf } from './failure.ts';
import { openLeavingTime } from './open-to-read.ts';
import type { Pacer } from './pacer.ts';
import { getdents, openat } from './syscalls.ts';

export interface Visit {
  /** The held folder that the entry lies in. */
  readonly dir: number;
  readonly name: ByteName;
  /** Relative to the root of the walk. */
  readonly path: ByteName;
  readonly entry: Entry;
  readonly depth: number;
}

export interface Visitor {
  /** Called for each entry before its contents; `false` leaves a folder's contents out. */
  visit(visit: Visit): boolean | undefined;
  /** Called with a folder's names before the first of them is visited; the root's path is empty. */
  enter?(path: ByteName, names: readonly ByteName[], dir: number, folder: Entry): void;
  /** Called after the last entry of a folder. */
  leave?(path: ByteName, dir: number, folder: Entry): void;
  /** An entry that could not be looked at or opened. Without it, such an error ends the walk. */
  failed?(path: ByteName, code: string): void;
}

interface Frame {
  readonly dir: number;
  readonly path: ByteName;
  readonly folder: Entry;
  readonly names: readonly ByteName[];
  next: number;
}

const part = Buffer.alloc(65_536);

/** The names in a freshly opened folder, without `.` and `..`. */
export function namesIn(dir: number): ByteName[] {
  const names: ByteName[] = [];
  for (let entries = getdents(dir, part); entries.length > 0; entries = getdents(dir, part)) {
    for (let at = 0; at < entries.length; at += entries.readUInt16LE(at + 16)) {
      const name = entries.toString('latin1', at + 19, entries.indexOf(0, at + 19));
      if (name !== '.' && name !== '..') names.push(name);
    }
  }
  return names;
}

/** Opens a folder by its name in a held one, for reading, following no link and leaving its access time where that is allowed. */
export function openFolder(dir: number, name: ByteName): number {
  return openLeavingTime(openat, dir, name, constants.O_DIRECTORY);
}

/**
 * Walks everything below a held folder, depth first, by descriptors only: each folder is opened by its name in the one above,
 * so that nothing swapped on the way can lead elsewhere. Holds one descriptor a level and one folder's names a level.
 */
export async function walk(root: number, visitor: Visitor, pacer: Pacer): Promise<void> {
  const stack: Frame[] = [];
  try {
    push(stack, root, '.', '', visitor);
    for (let top = stack.at(-1); top; top = stack.at(-1)) {
      if (pacer.isDue()) await pacer.rest();
      const name = top.names[top.next++];
      if (name === undefined) pop(stack, visitor);
      else step(stack, top, name, visitor);
    }
  } finally {
    for (const frame of stack) closeSync(frame.dir);
  }
}

function step(stack: Frame[], top: Frame, name: ByteName, visitor: Visitor): void {
  const path = joinBytes(top.path, name);
  try {
    const entry = look(top.dir, name);
    const wanted = visitor.visit({ dir: top.dir, name, path, entry, depth: stack.length });
    if (entry.type !== 'folder' || wanted === false) return;
  } catch (error) {
    refuse(visitor, path, error);
    return;
  }
  push(stack, top.dir, name, path, visitor);
}

function push(stack: Frame[], parent: number, name: ByteName, path: ByteName, visitor: Visitor): void {
  let dir: number | undefined;
  try {
    dir = openFolder(parent, name);
    const frame = { dir, path, folder: look(dir, ''), names: namesIn(dir), next: 0 };
    visitor.enter?.(path, frame.names, dir, frame.folder);
    stack.push(frame);
  } catch (error) {
    if (dir !== undefined) closeSync(dir);
    refuse(visitor, path, error);
  }
}

function pop(stack: Frame[], visitor: Visitor): void {
  const frame = stack.pop();
  if (!frame) return;
  try {
    visitor.leave?.(frame.path, frame.dir, frame.folder);
  } finally {
    closeSync(frame.dir);
  }
}

function refuse(visitor: Visitor, path: ByteName, error: unknown): void {
  const code = codeOf(error);
  if (!visitor.failed || code === undefined) throw error;
  visitor.failed(path, code);
}

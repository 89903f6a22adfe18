import { closeSync } from 'node:fs';
import type { ByteName } from '../byte-name.ts';
import { codeOf } from '../failure.ts';
import { rmdirat, unlinkat } from '../syscalls.ts';
import { namesIn, openFolder } from '../walk.ts';

/** Removes from a folder of the copy what its original does not have: what an interrupted run left half-made, or was removed since. */
export function removeExtras(dir: number, known: ReadonlySet<ByteName>): void {
  const again = openFolder(dir, '.');
  try {
    for (const name of namesIn(again)) if (!known.has(name)) removeEntry(dir, name);
  } finally {
    closeSync(again);
  }
}

/** Removes an entry of the copy, with all below it, by descriptors alone. Only to be used in staging, which nobody else can enter. */
export function removeEntry(dir: number, name: ByteName): void {
  try {
    unlinkat(dir, name);
  } catch (error) {
    if (codeOf(error) !== 'EISDIR') throw error;
    removeFolder(dir, name);
  }
}

/** Goes down and up by one held folder a level. */
function removeFolder(parent: number, name: ByteName): void {
  const dir = openFolder(parent, name);
  try {
    for (const inside of namesIn(dir)) removeEntry(dir, inside);
  } finally {
    closeSync(dir);
  }
  rmdirat(parent, name);
}

import { closeSync } from 'node:fs';
import { codeOf } from './failure.ts';
import { JOURNAL, STAMP } from './journal.ts';
import { MARKER } from './marker-name.ts';
import { NOTES } from './note-file.ts';
import { removeFile } from './own-file.ts';
import { LOCK } from './ownership.ts';
import { rmdirat, unlinkat } from './syscalls.ts';
import { namesIn, openFolder } from './walk.ts';

export const TREE = 'tree';
/** Where the bulk pass keeps files with several names, by inode. */
export const LINKS = 'links';
/** Files beside the tree, in the order in which they go: by the marker it is known what the folder is. */
const FILES = [JOURNAL, STAMP, NOTES, LOCK, MARKER];
const OURS: ReadonlySet<string> = new Set([TREE, LINKS, ...FILES]);

/** Removes what the run before was about to write, or to try, when it was ended. It writes no more: this run has the lock. */
export function removeStrays(dir: number): void {
  const again = openFolder(dir, '.');
  try {
    for (const name of namesIn(again)) if (!OURS.has(name)) removeFile(dir, name);
  } finally {
    closeSync(again);
  }
}

/** Removes what is ours beside the tree, and the folder itself only if nothing else is there. */
export function discardEmpty(home: number, name: string, dir: number | undefined): void {
  const attempts = [
    ...(dir === undefined
      ? []
      : [() => rmdirat(dir, TREE), () => rmdirat(dir, LINKS), ...FILES.map((file) => () => unlinkat(dir, file))]),
    () => rmdirat(home, name),
  ];
  for (const attempt of attempts) {
    try {
      attempt();
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') return;
    }
  }
}

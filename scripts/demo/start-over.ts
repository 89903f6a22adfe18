import { lstatSync, realpathSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeTree } from '../sample-homes/remove-tree.ts';
import { SetUpError } from '../set-up/say.mjs';

/** Removes the demo's folder. Refuses when it, or the folder above it, is a link: what lies behind one is not the demo's. */
export function startOver(folder: string): void {
  if (!lstatSync(folder, { throwIfNoEntry: false })) return;
  for (const path of [dirname(folder), folder]) {
    if (lstatSync(path).isDirectory()) continue;
    throw new SetUpError(
      `${path} is not a folder but a link or a file; it is left alone. Please look at it and remove it.`,
    );
  }
  removeTree(realpathSync(folder));
}

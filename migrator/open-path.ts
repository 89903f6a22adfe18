import { constants } from 'node:fs';
import type { ByteName } from './byte-name.ts';
import { close } from './file-calls.ts';
import { openLeavingTime } from './open-to-read.ts';
import { O_PATH, openBeneath } from './syscalls.ts';
import { openFolder } from './walk.ts';

/** A path given to the kernel at once must be shorter than 4,096 bytes. */
const PIECE = 4000;

/**
 * Opens a folder for reading by its path below a held one, however long: through no link and to no other place, whatever is
 * swapped meanwhile. The root itself is the empty path. Leaves its access time where that is allowed.
 */
export function openFolderBeneath(root: number, path: ByteName): number {
  if (path === '') return openFolder(root, '.');
  return inPieces(root, path, (dir, piece) => openLeavingTime(openBeneath, dir, piece, constants.O_DIRECTORY));
}

function inPieces(root: number, path: ByteName, open: (dir: number, piece: ByteName) => number): number {
  let dir = root;
  let rest = path;
  try {
    while (rest.length > PIECE) {
      const cut = rest.lastIndexOf('/', PIECE);
      const next = openBeneath(dir, rest.slice(0, cut), O_PATH | constants.O_DIRECTORY);
      if (dir !== root) close(dir);
      dir = next;
      rest = rest.slice(cut + 1);
    }
    return open(dir, rest);
  } finally {
    if (dir !== root) close(dir);
  }
}

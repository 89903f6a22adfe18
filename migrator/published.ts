import { closeSync } from 'node:fs';
import { look } from './entry.ts';
import type { Journal } from './journal.ts';
import { namesIn, openFolder } from './walk.ts';

/** A copy that was published by a run which was ended before it could say so. */
export interface Published {
  readonly folder: string;
  readonly files: number;
  readonly bytes: number;
}

/** Looks for the finished copy of a journal under the names that `publish` may have given to it. */
export function findPublished(home: number, folder: string, { finished }: Journal): Published | undefined {
  if (!finished) return undefined;
  const isName = (name: string): boolean => name.startsWith(folder) && /^(-\d{1,4})?$/.test(name.slice(folder.length));
  const again = openFolder(home, '.');
  try {
    for (const name of namesIn(again).filter(isName)) {
      const { inode, type } = look(home, name);
      if (type === 'folder' && inode.toString() === finished.inode) return { ...finished, folder: name };
    }
    return undefined;
  } finally {
    closeSync(again);
  }
}

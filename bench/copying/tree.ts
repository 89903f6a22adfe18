import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.ts';
import { planFiles, planFolders } from './tree-plan.ts';
import type { TreeShape } from './tree-shape.ts';
import { OLD } from './workplace.ts';

const GROW = join(import.meta.dirname, 'grow-tree.ts');
const SHARES = 2;

export interface Tree {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
}

/** Makes a tree in a folder of the caller's, who removes it. */
export async function makeTree(parent: string, shape: TreeShape, say: (line: string) => void): Promise<Tree> {
  const path = join(parent, shape.name);
  say(`making ${shape.files.toLocaleString('en')} files`);
  for (const folder of planFolders(shape)) {
    mkdirSync(join(path, folder));
    chownSync(join(path, folder), OLD, OLD);
  }
  const shares = Array.from({ length: SHARES }, (_, share) => share);
  const args = [GROW, path, JSON.stringify(shape), String(OLD)];
  await Promise.all(shares.map((share) => run(process.execPath, [...args, String(share), String(SHARES)])));
  let bytes = 0;
  for (const file of planFiles(shape)) bytes += file.bytes;
  return { path, files: shape.files, bytes };
}

/** Reads everything once, so that all who follow find it in the page cache. */
export async function warm(path: string): Promise<void> {
  await run('sh', ['-c', 'find "$1" -type f -exec cat -- {} + > /dev/null', 'sh', path]);
}

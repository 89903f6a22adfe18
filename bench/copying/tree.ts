import { chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../../scripts/sample-homes/remove-tree.ts';
import { run } from './child.ts';
import { planFiles, planFolders } from './tree-plan.ts';
import type { TreeShape } from './tree-shape.ts';
import { BASE, OLD } from './workplace.ts';

const GROW = join(import.meta.dirname, 'grow-tree.ts');
const SHARES = 2;

/** Trees that stay between runs. */
const KEPT = join(BASE, 'trees');

export interface Tree {
  readonly path: string;
  readonly files: number;
  readonly bytes: number;
}

/** A tree that is made once and stays; made again where its shape has changed. */
export async function keptTree(shape: TreeShape, say: (line: string) => void): Promise<Tree> {
  const [path, complete] = [join(KEPT, shape.name), join(KEPT, `${shape.name}.complete`)];
  const wanted = JSON.stringify(shape);
  if (!existsSync(complete) || readFileSync(complete, 'utf8') !== wanted) {
    rmSync(complete, { force: true });
    removeTree(path);
    mkdirSync(KEPT, { recursive: true });
    await grow(path, shape, say);
    writeFileSync(complete, wanted);
  }
  return told(path, shape);
}

/** A tree at a place of the caller's, who removes it. */
export async function freshTree(path: string, shape: TreeShape, say: (line: string) => void): Promise<Tree> {
  await grow(path, shape, say);
  return told(path, shape);
}

async function grow(path: string, shape: TreeShape, say: (line: string) => void): Promise<void> {
  say(`making ${shape.files.toLocaleString('en')} files`);
  for (const folder of planFolders(shape)) {
    mkdirSync(join(path, folder));
    chownSync(join(path, folder), OLD, OLD);
  }
  const shares = Array.from({ length: SHARES }, (_, share) => share);
  const args = [GROW, path, JSON.stringify(shape), String(OLD)];
  await Promise.all(shares.map((share) => run(process.execPath, [...args, String(share), String(SHARES)])));
}

function told(path: string, shape: TreeShape): Tree {
  let bytes = 0;
  for (const file of planFiles(shape)) bytes += file.bytes;
  return { path, files: shape.files, bytes };
}

/** Reads everything once, so that all who follow find it in the page cache. */
export async function warm(path: string): Promise<void> {
  await run('sh', ['-c', 'find "$1" -type f -exec cat -- {} + > /dev/null', 'sh', path]);
}

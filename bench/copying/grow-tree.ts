// node grow-tree.ts FOLDER SHAPE UID SHARE OF: writes one of so many shares of a tree's files into folders that are there.
import { closeSync, futimesSync, linkSync, openSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { dice, planFiles, planFolders } from './tree-plan.ts';
import type { TreeShape } from './tree-shape.ts';

const [folder = '', text = '', uid = 0, share = 0, of = 1] = process.argv
  .slice(2)
  .map((value, at) => (at < 2 ? value : Number(value))) as [string, string, number, number, number];
const shape = JSON.parse(text) as TreeShape;

// Noise: no two files are alike, and nothing can be left out as a hole.
const NOISE = Buffer.alloc(16 * 1024 * 1024);
const chance = dice(1);
for (let at = 0; at < NOISE.length; at += 4) NOISE.writeUInt32LE(Math.floor(chance() * 2 ** 32), at);

process.umask(0);
// Nothing has to be given away when the owner makes it.
process.setgid?.(uid);
process.setuid?.(uid);
const folders = planFolders(shape);
let n = 0;
for (const file of planFiles(shape)) {
  n += 1;
  if (file.folder % of !== share) continue;
  const path = join(folder, folders[file.folder] ?? '', file.name);
  const fd = openSync(path, 'wx', file.mode);
  for (let written = 0; written < file.bytes; ) {
    const from = (n * 4_099 + written * 7) % (NOISE.length / 2);
    written += writeSync(fd, NOISE, from, Math.min(file.bytes - written, NOISE.length / 2), written);
  }
  if (file.modified !== undefined) futimesSync(fd, file.modified, file.modified);
  closeSync(fd);
  if (file.beside === 'link') symlinkSync(file.name, `${path}.link`);
  if (file.beside === 'hardLink') linkSync(path, `${path}.same`);
}

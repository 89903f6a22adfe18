import { execFileSync } from 'node:child_process';
import { giveAll } from './home-contents.ts';
import { isRoot, OLD } from './homes.ts';

/** Goes down one folder at a time, since a path to the bottom would be too long for the kernel. */
const DOWN = `
  const fs = require('node:fs');
  const [home, name, levels, uid] = process.argv.slice(1);
  process.chdir(home);
  for (let level = 0; level < Number(levels); level++) {
    fs.mkdirSync(name);
    if (uid) fs.chownSync(name, Number(uid), Number(uid));
    process.chdir(name);
  }
  fs.writeFileSync('bottom', 'deep');
  if (uid) fs.chownSync('bottom', Number(uid), Number(uid));`;

const LOOK = `
  const fs = require('node:fs');
  const [folder, name] = process.argv.slice(1);
  process.chdir(folder);
  const owners = new Set();
  let levels = 0;
  for (; fs.existsSync(name); levels++) { owners.add(fs.statSync(name).uid); process.chdir(name); }
  owners.add(fs.statSync('bottom').uid);
  console.log(JSON.stringify({ levels, bottom: fs.readFileSync('bottom', 'utf8'), owners: [...owners] }));`;

/** A chain of folders of one name, one in the other, with a file in the last; each belongs to the old user. */
export function makeChain(home: string, name: string, levels: number): void {
  giveAll(home, OLD);
  // The path of the working directory must not be asked for that deep down.
  execFileSync(process.execPath, ['-e', DOWN, home, name, String(levels), isRoot ? String(OLD) : '']);
}

/** What such a chain holds. */
export function chainOf(folder: string, name: string): { levels: number; bottom: string; owners: number[] } {
  return JSON.parse(execFileSync(process.execPath, ['-e', LOOK, folder, name], { encoding: 'utf8' }));
}

import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../../scripts/sample-homes/remove-tree.ts';
import { CannotRun } from './cannot-run.ts';
import { isHere } from './debian.ts';
import { unmount, type Workplace } from './workplace.ts';

/** More than any bench writes; the file is sparse. */
const BYTES = 64 * 2 ** 30;
const MAKE = {
  ext4: ['mkfs.ext4', '-q', '-F', '-E', 'lazy_itable_init=0,lazy_journal_init=0'],
  xfs: ['mkfs.xfs', '-q', '-m', 'reflink=1'],
} as const;

/** A new file system in a file of this machine's disk. */
export interface Disk {
  readonly path: string;
  /** Removes a folder and mounts anew, without which whoever comes next pays for it: see `mountDisk`. */
  forget(folder: string): void;
  /** Unmounts it and gives its room back, before the work is over. */
  remove(): void;
}

/**
 * Makes and mounts a file system; XFS can share blocks between files. Throws `CannotRun` where that is not possible.
 *
 * Copies are measured on one of their own: ext4 looks at the inodes that were deleted during the last minutes one by one
 * before it takes a new one, as long as it has them in memory. After a copy of 60,000 files was removed, the next takes up
 * to ten times as long; mounted anew it knows of none. But then it has forgotten its bitmaps too, and there are the more of them to
 * read the more copies were there before: they are read first, as they are in memory where a file system is in use.
 */
export async function mountDisk(type: keyof typeof MAKE, place: Workplace): Promise<Disk> {
  const [mkfs, ...how] = MAKE[type];
  if (!(await isHere(mkfs))) throw new CannotRun(`There is no ${type} here: ${mkfs} is missing.`);
  const [image, path] = [join(place.folder, `${type}.img`), join(place.folder, type)];
  writeFileSync(image, '');
  truncateSync(image, BYTES);
  mkdirSync(path);
  try {
    execFileSync(mkfs, [...how, image]);
    mount(type, image, path);
  } catch (error) {
    throw new CannotRun(`No ${type} can be mounted here: ${error instanceof Error ? error.message : error}`);
  }
  place.atEnd(() => existsSync(image) && unmount(path));
  chmodSync(path, 0o755);
  return {
    path,
    forget(folder) {
      removeTree(folder);
      unmount(path);
      mount(type, image, path);
    },
    remove() {
      unmount(path);
      rmSync(image);
    },
  };
}

function mount(type: keyof typeof MAKE, image: string, path: string): void {
  execFileSync('mount', ['-o', 'loop', image, path]);
  // Its blocks would otherwise fill the page cache a second time.
  const device = execFileSync('findmnt', ['-no', 'SOURCE', path], { encoding: 'utf8' }).trim();
  execFileSync('losetup', ['--direct-io=on', device]);
  if (type === 'ext4') execFileSync('dumpe2fs', [device], { stdio: 'ignore' });
}

import { execFileSync } from 'node:child_process';
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CannotRun } from './cannot-run.ts';
import { isHere } from './debian.ts';
import { unmount, type Workplace } from './workplace.ts';

/** Mounts an XFS that can share blocks between files, in a file of so many bytes. Throws `CannotRun` where that fails. */
export async function mountXfs(bytes: number, place: Workplace): Promise<string> {
  if (!(await isHere('mkfs.xfs'))) throw new CannotRun('There is no XFS here: mkfs.xfs is missing.');
  const [image, mountpoint] = [join(place.folder, 'xfs.img'), join(place.folder, 'xfs')];
  writeFileSync(image, '');
  truncateSync(image, bytes);
  mkdirSync(mountpoint);
  try {
    execFileSync('mkfs.xfs', ['-q', '-m', 'reflink=1', image]);
    execFileSync('mount', ['-o', 'loop', image, mountpoint]);
  } catch (error) {
    throw new CannotRun(`XFS cannot be mounted here: ${error instanceof Error ? error.message : error}`);
  }
  place.atEnd(() => unmount(mountpoint));
  // Its blocks would otherwise fill the page cache a second time.
  const device = execFileSync('findmnt', ['-no', 'SOURCE', mountpoint], { encoding: 'utf8' }).trim();
  execFileSync('losetup', ['--direct-io=on', device]);
  return mountpoint;
}

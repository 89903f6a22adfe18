import { execFileSync, spawnSync } from 'node:child_process';
import { chownSync, rmSync, statfsSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NEW, type Place } from '#migrator/testing/homes.ts';

const BYTES = 160 * 1024 ** 2;
const INODES = 20_000;
const FILLER = 'filler';

/** A small ext4 in a file, mounted as the new home. */
export interface SmallDisk {
  /** Takes all the room that is left, as the new user's own server may. */
  fill(): void;
  /** Gives it back. */
  free(): void;
  unmount(): void;
}

/** Mounts one; undefined where loop files may not be mounted. */
export function mountSmallDisk(place: Place): SmallDisk | undefined {
  const image = join(place.root, 'disk.img');
  writeFileSync(image, '');
  truncateSync(image, BYTES);
  // In blocks of 1 KiB, its default at this size, the larger attributes would not fit.
  execFileSync('mkfs.ext4', ['-q', '-b', '4096', '-m', '0', '-N', `${INODES}`, image]);
  if (spawnSync('mount', ['-o', 'loop', image, place.new]).status !== 0) return undefined;
  chownSync(place.new, NEW, NEW);
  const filler = join(place.new, FILLER);
  return {
    fill() {
      const { bavail, bsize } = statfsSync(place.new);
      const room = bavail * bsize;
      // What it asks for may be a little more than there is, and less than there was.
      for (let part = room; part >= bsize; part = Math.floor(part / 2)) {
        spawnSync('fallocate', ['-o', `${statSize(filler)}`, '-l', `${part}`, filler]);
      }
    },
    free: () => rmSync(filler, { force: true }),
    unmount: () => execFileSync('umount', [place.new]),
  };
}

const statSize = (path: string): number =>
  Number(spawnSync('stat', ['-c', '%s', path], { encoding: 'utf8' }).stdout) || 0;

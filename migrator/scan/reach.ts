import type { ByteName } from '../byte-name.ts';

/** rsync stops near 1,024 levels and at paths of 4,096 bytes, its temporary names included. Measured with rsync 3.5.0. */
const LEVELS = 900;
const BYTES = 3700;
const LONGEST_NAME = 255;

/** Where the settle pass ends and own code goes on alone. */
export class Reach {
  /** Whether rsync would have to stop in this folder, `depth` levels below the root. */
  isBeyond(path: ByteName, depth: number): boolean {
    return depth >= LEVELS || path.length + LONGEST_NAME > BYTES;
  }

  /** Whether it is the uppermost such folder of its branch. */
  isBorder(path: ByteName, depth: number): boolean {
    return this.isBeyond(path, depth) && !this.isBeyond(path.slice(0, path.lastIndexOf('/')), depth - 1);
  }
}

import { existsSync } from 'node:fs';
import { findProgram } from '../../scripts/set-up/browser.mjs';
import { aptGet, canInstall } from '../../scripts/set-up/system-packages.mjs';

/** Which Debian package brings a program, or a file where that is a path. */
const PACKAGES = {
  rsync: 'rsync',
  fpsync: 'fpart',
  python3: 'python3',
  'mkfs.ext4': 'e2fsprogs',
  'mkfs.xfs': 'xfsprogs',
  gcc: 'gcc',
  '/usr/include/fuse3/fuse.h': 'libfuse3-dev',
  '/usr/include/stdio.h': 'libc6-dev',
} as const;
export type Needed = keyof typeof PACKAGES;

/** Whether a program is here; installed with apt-get, and said so, where it was missing and we are root. */
export async function isHere(needed: Needed): Promise<boolean> {
  if (find(needed)) return true;
  if (!canInstall()) return false;
  await aptGet([PACKAGES[needed]]).catch((error: unknown) => process.stderr.write(`  ${String(error)}\n`));
  return find(needed);
}

const find = (needed: Needed): boolean =>
  needed.startsWith('/') ? existsSync(needed) : findProgram(needed) !== undefined;

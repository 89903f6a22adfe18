import { closeSync, constants } from 'node:fs';
import { look } from './entry.ts';
import { codeOf, Failure, isFull } from './failure.ts';
import type { Owner } from './homes.ts';
import { fchownat, openat, unlinkat } from './syscalls.ts';

export const SCRATCH = 'scratch';

/** Gives a scratch file to the new owner, before anything is scanned: an export that squashes root says no here. */
export function probeOwner(dir: number, owner: Owner): void {
  const fd = openat(dir, SCRATCH, constants.O_CREAT | constants.O_EXCL | constants.O_WRONLY, 0o600);
  try {
    fchownat(dir, SCRATCH, owner.uid, owner.gid);
    const entry = look(dir, SCRATCH);
    if (entry.uid !== owner.uid || entry.gid !== owner.gid)
      throw new Failure('ownershipFailed', squashed('give files away'));
  } catch (error) {
    if (error instanceof Failure || isFull(codeOf(error))) throw error;
    throw new Failure('ownershipFailed', squashed(`give files to ${owner.uid}:${owner.gid} (${codeOf(error)})`));
  } finally {
    closeSync(fd);
    unlinkat(dir, SCRATCH);
  }
}

export const squashed = (what: string): string =>
  process.geteuid?.() === 0
    ? `Root may not ${what}: the export squashes root.`
    : `User ${process.geteuid?.()} may not ${what}, and the migrator does not run as root.`;

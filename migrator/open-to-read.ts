import { constants } from 'node:fs';
import { codeOf } from './failure.ts';
import type { Name } from './kernel.ts';
import { openat } from './syscalls.ts';

/**
 * Opens something for reading by `open`, leaving its access time alone where that is allowed: only the owner and CAP_FOWNER may.
 * `flags` are added to O_RDONLY.
 */
export function openLeavingTime<N>(
  open: (dir: number, name: N, flags: number) => number,
  dir: number,
  name: N,
  flags: number,
): number {
  try {
    return open(dir, name, constants.O_RDONLY | constants.O_NOATIME | flags);
  } catch (error) {
    if (codeOf(error) !== 'EPERM') throw error;
    return open(dir, name, constants.O_RDONLY | flags);
  }
}

/** Opens a file of somebody's home for reading. Never waits, as a FIFO swapped in would make it; leaves its access time where it may. */
export const openToRead = (dir: number, name: Name): number => openLeavingTime(openat, dir, name, constants.O_NONBLOCK);

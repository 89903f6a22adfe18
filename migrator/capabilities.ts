import { readFileSync } from 'node:fs';

/** Bit of the capability that lets a process leave access times alone. https://man7.org/linux/man-pages/man7/capabilities.7.html */
const CAP_FOWNER = 3n;

/**
 * Whether files may be read without changing their access times: always with CAP_FOWNER, else only where none of the
 * `foreign` entries belongs to somebody else.
 */
export const canKeepAccessTimes = (foreign: number): boolean => foreign === 0 || hasCapability(CAP_FOWNER);

function hasCapability(bit: bigint): boolean {
  const effective = /^CapEff:\s*([0-9a-f]+)$/m.exec(readFileSync('/proc/self/status', 'latin1'))?.[1];
  return effective !== undefined && ((BigInt(`0x${effective}`) >> bit) & 1n) === 1n;
}

import { closeSync, constants } from 'node:fs';
import type { ByteName } from './byte-name.ts';
import { codeOf } from './failure.ts';
import { openat } from './syscalls.ts';

/** The errno with which an entry refuses to be read, or undefined where it can be. */
export function whyUnreadable(dir: number, name: ByteName): string | undefined {
  try {
    closeSync(openat(dir, name, constants.O_RDONLY | constants.O_NONBLOCK));
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    return code === 'EACCES' || code === 'EPERM' ? code : undefined;
  }
}

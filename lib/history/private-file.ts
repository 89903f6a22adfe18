import 'server-only';
import { closeSync, openSync } from 'node:fs';

/**
 * Makes a file that only its owner may read, unless it is there; one that is there is not even opened, since closing it would
 * give back the locks that this process has on it (https://www.sqlite.org/howtocorrupt.html, section 2.2). SQLite gives the
 * files that it makes beside a database the same mode.
 */
export function makePrivate(file: string): void {
  try {
    closeSync(openSync(file, 'wx', 0o600));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
}

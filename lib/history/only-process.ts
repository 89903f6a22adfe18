import 'server-only';
import { DatabaseSync } from 'node:sqlite';
import { RehomeError } from '#lib/errors.ts';
import { makePrivate } from './private-file.ts';

/** `SQLITE_BUSY`. https://www.sqlite.org/rescode.html#busy */
const BUSY = 5;

/**
 * Makes this the only process that uses a SQLite history, by a lock that the operating system takes back when the process
 * ends, however it ends. It lies in a file of its own beside the database, which tools may read meanwhile.
 * @returns what gives the lock back
 * @throws RehomeError `unavailable` where another process has it
 */
export function claimFile(file: string): () => void {
  const lockFile = `${file}.lock`;
  // Whoever could read it could hold it.
  makePrivate(lockFile);
  const lock = new DatabaseSync(lockFile, { timeout: 0 });
  try {
    lock.exec('pragma journal_mode = memory; pragma locking_mode = exclusive; begin exclusive');
  } catch (error) {
    lock.close();
    throw isBusy(error) ? inUse(file, error) : error;
  }
  return () => lock.close();
}

const isBusy = (error: unknown): boolean => error instanceof Error && 'errcode' in error && error.errcode === BUSY;

const inUse = (file: string, cause: unknown): RehomeError =>
  new RehomeError(
    'unavailable',
    `history.url: ${file} is in use by another Rehome. A SQLite history serves one process at a time; stop the other one first.`,
    { cause },
  );

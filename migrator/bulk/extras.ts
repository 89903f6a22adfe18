import { closeSync } from 'node:fs';
import type { ByteName } from '../byte-name.ts';
import type { WorkerContext } from '../crew/job.ts';
import { codeOf, SyscallError } from '../failure.ts';
import { openToEmpty, removeContentsAtOnce } from '../remover.ts';
import { rmdirat, unlinkat } from '../syscalls.ts';
import { namesIn, openFolder } from '../walk.ts';

type Stopping = Pick<WorkerContext, 'throwIfStopped'>;

/** Removes from a folder of the copy what its original does not have: what an interrupted run left half-made, or was removed since. */
export function removeExtras(dir: number, known: ReadonlySet<ByteName>, context: Stopping): void {
  const again = openFolder(dir, '.');
  try {
    for (const name of namesIn(again)) {
      context.throwIfStopped();
      if (!known.has(name)) removeEntry(dir, name, context);
    }
  } finally {
    closeSync(again);
  }
}

/**
 * Removes an entry of the copy, with all below it, by descriptors alone. Only to be used in staging, which nobody else can enter.
 * Throws what it refuses to go with, or where the job is to stop.
 */
export function removeEntry(dir: number, name: ByteName, context: Stopping): void {
  try {
    unlinkat(dir, name);
  } catch (error) {
    if (codeOf(error) !== 'EISDIR') throw error;
    removeFolder(dir, name, context);
  }
}

function removeFolder(parent: number, name: ByteName, context: Stopping): void {
  const dir = openToEmpty(parent, name);
  try {
    removeContentsAtOnce(dir, { onKept }, () => context.throwIfStopped());
  } finally {
    closeSync(dir);
  }
  rmdirat(parent, name);
}

function onKept(_path: ByteName, code: string): void {
  throw new SyscallError('unlinkat', code);
}

import { constants } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { codeOf, Failure } from './failure.ts';
import { readMarker } from './marker.ts';
import { throwIfStopped } from './pacer.ts';
import { lockExclusively, openat } from './syscalls.ts';

export const LOCK = 'lock';
/** How often a writer looks whether the folder is still its own, in ms. */
const LOOK_MS = 5000;
/** How long a run waits for the one before it to end, in ms, and how often it tries. */
const PATIENCE_MS = 60_000;
const TRY_MS = 100;
/** What a file system without such locks says. */
const NO_LOCKS = ['ENOLCK', 'EOPNOTSUPP', 'ENOTSUP', 'ENOSYS', 'EINVAL'];

/** A partial folder that one run writes into. */
export interface Owned {
  readonly dir: number;
  /** The run that this process is. */
  readonly run: string;
}

/**
 * Throws `stopped` where another run has taken the folder over, or it is gone. A marker that cannot be read for any other reason
 * (a file server that does not answer) says nothing.
 */
export function confirmOwnership({ dir, run }: Owned): void {
  let owner: string | undefined;
  try {
    owner = readMarker(dir).run;
  } catch (error) {
    if (error instanceof Failure) throw error;
    if (codeOf(error) !== 'ENOENT') return;
    throw new Failure('stopped', 'The partial copy was removed meanwhile.');
  }
  if (owner !== run) throw new Failure('stopped', `Another run (${owner}) took over this partial copy.`);
}

/** Looks every 5 s whether the folder is still this run's, and calls `onLost` once with the failure. Call what is returned to end it. */
export function watchOwnership(owned: Owned, onLost: (failure: Failure) => void, everyMs = LOOK_MS): () => void {
  const timer = setInterval(() => {
    try {
      confirmOwnership(owned);
    } catch (error) {
      clearInterval(timer);
      onLost(error instanceof Failure ? error : new Failure('stopped', `The marker is not readable: ${error}.`));
    }
  }, everyMs).unref();
  return () => clearInterval(timer);
}

/**
 * Takes the one writer's lock, which whoever wrote here before holds until its last process has ended. Its marker must name this run
 * already. Returns the held lock, or undefined where the file system knows no locks.
 * Throws `copyFailed` where the other one does not end within a minute, `stopped` where a third run took over.
 */
export async function takeLock(
  owned: Owned,
  signal: AbortSignal,
  patienceMs = PATIENCE_MS,
): Promise<{ lock: number; isLocked: boolean }> {
  const lock = openat(owned.dir, LOCK, constants.O_CREAT | constants.O_RDWR, 0o600);
  const deadline = performance.now() + patienceMs;
  for (;;) {
    throwIfStopped(signal);
    const refused = whyNot(lock);
    confirmOwnership(owned);
    if (refused === undefined) return { lock, isLocked: true };
    if (NO_LOCKS.includes(refused)) return { lock, isLocked: false };
    if (performance.now() > deadline) {
      throw new Failure(
        'copyFailed',
        `The run before still holds the lock on the partial folder after ${patienceMs / 1000} s. Try again once it has ended.`,
      );
    }
    await after(TRY_MS);
  }
}

/** The errno with which the lock is refused, or undefined where it was taken. */
function whyNot(lock: number): string | undefined {
  try {
    lockExclusively(lock);
    return undefined;
  } catch (error) {
    const code = codeOf(error);
    if (code === undefined) throw error;
    return code;
  }
}

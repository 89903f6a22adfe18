import { codeOf, Failure, isFull } from './failure.ts';
import { type Journal, stamp, writeJournal } from './journal.ts';
import { throwIfStopped } from './pacer.ts';
import { syncfsInBackground } from './syscalls.ts';

const INTERVAL_MS = 30_000;

/** What is kept synced: the copy's folder, and the partial folder with the journal. */
export interface Synced {
  readonly dir: number;
  readonly tree: number;
  readonly run: string;
  /** From when on something may not be on the disk that is still to be copied again; null where there is no such thing. */
  readonly suspectFrom: bigint | null;
  /** Changed as syncs come to an end. */
  journal: Journal;
}

export interface Syncing {
  /** Begins one now. */
  now(): void;
  /** No more syncs begin; one that runs is left to itself. */
  stop(): void;
  /** Brings everything to the disk once more, however long that takes. Throws `copyFailed`, `outOfSpace`, or `stopped` at once when asked to stop. */
  finish(): Promise<void>;
}

/**
 * Brings what is written to the disk every 30 s and notes in the journal how far that went. `onFailed` hears of a sync that fails:
 * the kernel tells so only once and drops what it could not write, so no later sync makes up for it.
 */
export function keepSynced(
  staging: Synced,
  signal: AbortSignal,
  onFailed: (failure: Failure) => void,
  everyMs = INTERVAL_MS,
): Syncing {
  let running: Promise<void> = Promise.resolve();
  let failure: Failure | undefined;
  const sync = (): Promise<void> => {
    running = running.then(async () => {
      if (failure) return;
      failure = await syncOnce(staging);
      if (failure) onFailed(failure);
    });
    return running;
  };
  const timer = setInterval(sync, everyMs).unref();
  const stop = (): void => clearInterval(timer);
  const finish = async (): Promise<void> => {
    stop();
    throwIfStopped(signal);
    await orStopped(sync(), signal);
    throwIfStopped(signal);
    if (failure) throw failure;
  };
  return { now: () => void sync(), stop, finish };
}

/** The moment is taken before the sync, so what is written while it runs is not taken for safe. */
async function syncOnce(staging: Synced): Promise<Failure | undefined> {
  try {
    const { suspectFrom } = staging;
    const before = stamp(staging.dir);
    await syncfsInBackground(staging.tree);
    // A sync does not make right what a power cut before it damaged.
    if (suspectFrom !== null) return undefined;
    record(staging, { ...staging.journal, synced: before.toString(), syncFailed: false });
    return undefined;
  } catch (error) {
    return syncFailure(staging, error);
  }
}

function record(staging: Synced, journal: Journal): void {
  writeJournal(staging.dir, staging.run, journal);
  staging.journal = journal;
}

/** The sync itself does not say why; that the journal cannot be written either may. */
function syncFailure(staging: Synced, error: unknown): Failure {
  let code = codeOf(error);
  try {
    record(staging, { ...staging.journal, syncFailed: true });
  } catch (second) {
    code = codeOf(second);
  }
  return isFull(code)
    ? new Failure('outOfSpace', `The new home is full (${code} while bringing the copy to its disk).`, { cause: error })
    : new Failure('copyFailed', 'The copy could not be brought to the disk of the new home.', { cause: error });
}

/** Waits for a sync, but not once the run is asked to stop: a sync cannot be ended and may take minutes. */
async function orStopped(sync: Promise<void>, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const leave = (): void => resolve();
  signal.addEventListener('abort', leave, { once: true });
  await Promise.race([sync, promise]);
  signal.removeEventListener('abort', leave);
}

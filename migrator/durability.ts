import { Failure } from './failure.ts';
import { syncfsInBackground } from './syscalls.ts';

const INTERVAL_MS = 30_000;

/** Syncs that go on beside the work. */
export interface Syncing {
  /** Begins one now. */
  now(): void;
  /** Begins no more. One that runs is not waited for: a run that is to stop stops. */
  end(): void;
}

/** Brings what is written to the disk every 30 s, so that the last time is short. */
export function keepSynced(fd: number): Syncing {
  let _running: Promise<void> | undefined;
  const now = (): void => {
    // A failure shows again, and counts, at the last sync.
    _running ??= syncfsInBackground(fd)
      .catch(() => {})
      .finally(() => {
        _running = undefined;
      });
  };
  const timer = setInterval(now, INTERVAL_MS);
  return { now, end: () => clearInterval(timer) };
}

/** Brings everything to the disk, however long that takes, while heartbeats go on. Throws `copyFailed`. */
export async function syncAll(fd: number): Promise<void> {
  try {
    await syncfsInBackground(fd);
  } catch (error) {
    throw new Failure('copyFailed', 'The copy could not be brought to the disk of the new home.', { cause: error });
  }
}

import { Failure } from './failure.ts';
import { syncfsInBackground } from './syscalls.ts';

const INTERVAL_MS = 30_000;

/** Brings what is written to the disk every 30 s, so that the last time is short. Call what is returned to end it. */
export function keepSynced(fd: number): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    // A failure shows again, and counts, at the last sync.
    running = running.then(() => syncfsInBackground(fd)).catch(() => {});
  }, INTERVAL_MS);
  return async () => {
    clearInterval(timer);
    await running;
  };
}

/** Brings everything to the disk, however long that takes, while heartbeats go on. Throws `copyFailed`. */
export async function syncAll(fd: number): Promise<void> {
  try {
    await syncfsInBackground(fd);
  } catch (error) {
    throw new Failure('copyFailed', 'The copy could not be brought to the disk of the new home.', { cause: error });
  }
}

import type { MigratorStatus } from './migrator-status.ts';

/**
 * Remembers the last exited (and then cleaned-up) pod of each pair; never a pod in progress. An entry that `running` is
 * refused. The running product keeps it in history; by default it lives in memory.
 */
export interface ExitedPodCache {
  get(oldUser: string, newUser: string): Promise<MigratorStatus | null>;
  put(status: MigratorStatus): Promise<void>;
}

/** A cache that lasts as long as its process. */
export class MemoryExitedPodCache implements ExitedPodCache {
  readonly #entries = new Map<string, MigratorStatus>();

  async get(oldUser: string, newUser: string): Promise<MigratorStatus | null> {
    return this.#entries.get(JSON.stringify([oldUser, newUser])) ?? null;
  }

  async put(status: MigratorStatus): Promise<void> {
    if (status.running) throw new Error('a pod in progress is never cached');
    this.#entries.set(JSON.stringify([status.oldUser, status.newUser]), status);
  }
}

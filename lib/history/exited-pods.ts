import type { Pair } from '#lib/migrations/names.ts';
import type { Store } from './store.ts';

/** What is remembered of an exited pod; the storage layer's own status has this shape. */
export interface ExitedPodStatus extends Pair {
  readonly podUid: string;
  readonly podName: string;
  readonly startTime: string | null;
  readonly endTime: string | null;
  readonly running: boolean;
  readonly exitCode: number | null;
  readonly reason: string | null;
}

export interface ExitedPodRecord {
  readonly status: ExitedPodStatus;
  /** Null where no recorded run had this pod. */
  readonly runId: string | null;
  readonly cachedAt: number;
}

/** Exited pods of each pair, kept in the database: they survive a restart, and never hold a pod in progress. */
export class ExitedPods {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The pod of the pair that exited last, or null. */
  async get(oldUser: string, newUser: string): Promise<ExitedPodStatus | null> {
    const row = await this.#ofPair(oldUser, newUser).limit(1).executeTakeFirst();
    return row ? statusOf(row.status) : null;
  }

  /** Remembers an exited pod; again is fine. @throws Error for a pod in progress */
  put(status: ExitedPodStatus): Promise<void> {
    return putExitedPod(this.#store, status);
  }

  /** Every exited pod of the pair, the last first. */
  async listForPair(oldUser: string, newUser: string): Promise<ExitedPodRecord[]> {
    const rows = await this.#ofPair(oldUser, newUser).execute();
    return rows.map((row) => ({ status: statusOf(row.status), runId: row.run_id, cachedAt: row.cached_at }));
  }

  #ofPair(oldUser: string, newUser: string) {
    return this.#store.db
      .selectFrom('exited_pods')
      .select(['status', 'run_id', 'cached_at'])
      .where('realm', '=', this.#store.realm)
      .where('old_user', '=', oldUser)
      .where('new_user', '=', newUser)
      .orderBy('cached_at', 'desc')
      .orderBy('pod_uid', 'desc');
  }
}

/** Remembers an exited pod, under the run that is known to have had it. The first word on a pod's time stays. */
export async function putExitedPod(store: Store, status: ExitedPodStatus): Promise<void> {
  if (status.running) throw new Error('a pod in progress is never cached');
  const { db, realm } = store;
  const run = await db
    .selectFrom('runs')
    .select('id')
    .where('realm', '=', realm)
    .where('pod_uid', '=', status.podUid)
    .executeTakeFirst();
  const json = JSON.stringify(status);
  await db
    .insertInto('exited_pods')
    .values({
      realm,
      old_user: status.oldUser,
      new_user: status.newUser,
      pod_uid: status.podUid,
      run_id: run?.id ?? null,
      status: json,
      cached_at: store.now(),
    })
    .onConflict((on) => on.columns(['realm', 'old_user', 'new_user', 'pod_uid']).doUpdateSet({ status: json }))
    .execute();
}

/** Only `putExitedPod` writes the column, and it writes a whole status. */
const statusOf = (json: string): ExitedPodStatus => JSON.parse(json) as ExitedPodStatus;

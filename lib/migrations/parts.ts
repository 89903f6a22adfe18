import type { Config } from '#lib/config/schema.ts';
import type { History } from '#lib/history/history.ts';
import type { Log } from '#lib/log.ts';
import type { KeyedLock } from '#lib/storage/keyed-lock.ts';
import type { KubeClaim } from '#lib/storage/kube-objects.ts';
import type { ClusterMemory } from '#lib/storage/kubernetes/cluster-memory.ts';
import type { MigratorStorage } from '#lib/storage/kubernetes/migrator-storage.ts';
import type { PodStorage } from '#lib/storage/kubernetes/pods.ts';
import type { Timeout } from '#lib/storage/timeout.ts';
import type { Followers } from './followers.ts';
import type { ReclaimPolicies } from './reclaim-policies.ts';

/** What the reconciler works with. Built once, in `lib/compose.ts`. */
export interface Parts {
  readonly config: Config;
  readonly namespace: string;
  /** What the cluster is called on screen; empty where neither the settings nor the kubeconfig have a name. */
  readonly clusterName: string;
  readonly history: History;
  readonly memory: ClusterMemory;
  readonly pods: PodStorage;
  readonly migrators: MigratorStorage;
  /** Held while a pair's objects are made or removed: `MigratorStorage` is not concurrency-safe by itself. */
  readonly pairs: KeyedLock;
  readonly followers: Followers;
  readonly log: Log;
  /** The claims that homes may lie in; empty where the layout has none. */
  readonly listClaims: (timeout: Timeout) => Promise<readonly KubeClaim[]>;
  /** What becomes of the volumes behind the claims that our pods mount. */
  readonly reclaim: ReclaimPolicies;
  /** The last lines of a container's log, or undefined where it never had one. */
  readonly readLog: (
    pod: string,
    container: string,
    timeout: Timeout,
  ) => Promise<{ readonly text: string; readonly truncated: boolean } | undefined>;
}

/** How long one step of the reconciler may take with the cluster. */
export const STEP_MS = 30_000;

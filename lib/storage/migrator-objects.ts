import type { KubeClaim, KubePod } from './kube-objects.ts';

/** The Kubernetes objects that make up one migrator: a pod, and claims made for it alone, if any. */
export interface MigratorObjects {
  readonly pod: KubePod;
  readonly claims: readonly KubeClaim[];
}

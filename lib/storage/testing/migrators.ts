import type { Script } from '#embedded-cluster/script.ts';
import { COMPONENT, CONTAINERS, LABELS, MANAGED_BY, type Pair, podName } from '#lib/migrations/names.ts';
import type { KubeClaim, KubePod } from '../kube-objects.ts';
import type { MigratorObjects } from '../migrator-objects.ts';

export const NAMESPACE = 'homes';
export const INSTANCE = 'tests';
export const SEED = [{ kind: 'Namespace', apiVersion: 'v1', metadata: { name: NAMESPACE } }];
const SCRIPT = 'embedded-cluster.rehome.dev/script';

/** Runs until it is asked to go. */
export const LONG: Script = { steps: [{ delayMs: 600_000 }] };

/** The objects of one run, its pod playing such a script. */
export function migrator(
  pair: Pair,
  runId: string,
  script: Script = LONG,
  claims: readonly string[] = [],
): MigratorObjects {
  const labels = {
    [LABELS.managedBy]: MANAGED_BY,
    [LABELS.component]: COMPONENT,
    [LABELS.instance]: INSTANCE,
    [LABELS.run]: runId,
  };
  const name = podName(INSTANCE, pair, 'copy', runId);
  const pod: KubePod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: NAMESPACE, labels, annotations: { [SCRIPT]: JSON.stringify(script) } },
    spec: {
      restartPolicy: 'Never',
      initContainers: [{ name: CONTAINERS.locate, image: 'rehome:test' }],
      containers: [{ name: CONTAINERS.migrate, image: 'rehome:test' }],
    },
  };
  return { pod, claims: claims.map((claim) => claimOf(claim, labels)) };
}

const claimOf = (name: string, labels: Readonly<Record<string, string>>): KubeClaim => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name, namespace: NAMESPACE, labels },
  spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
});

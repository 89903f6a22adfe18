import type { ForeignPod } from '#lib/storage/foreign-pod.ts';
import type { KubePod } from '#lib/storage/kube-objects.ts';
import { hasExited, readPodFacts } from '#lib/storage/pod-facts.ts';

/** A pod in one of these phases has ended, and its node has let its volumes go. */
const ENDED: ReadonlySet<string> = new Set(['Succeeded', 'Failed']);

/** Whether a server still runs, or may. */
export const isAlive = ({ phase }: ForeignPod): boolean => !ENDED.has(phase);

/** The claims that a pod mounts. */
export const claimsOf = ({ spec }: Pick<KubePod, 'spec'>): readonly string[] =>
  (spec.volumes ?? []).flatMap(({ persistentVolumeClaim: used }) => (used ? [used.claimName] : []));

/** Which node each claim is in use on, by running servers and by other migrations. What has ended holds nothing. */
export function claimNodes(servers: readonly ForeignPod[], migrators: readonly KubePod[]): ReadonlyMap<string, string> {
  const ofServers = servers
    .filter(isAlive)
    .map(({ node, claims }) => ({ node, claims: claims.map(({ claimName }) => claimName) }));
  const ofMigrators = migrators
    .filter((pod) => !hasExited(readPodFacts(pod)))
    .map(({ spec }) => ({
      node: spec.nodeName ?? null,
      claims: claimsOf({ spec }),
    }));
  const all = [...ofServers, ...ofMigrators].flatMap(({ node, claims }) =>
    claims.map((claim) => [claim, node] as const),
  );
  return new Map(all.flatMap(([claim, node]) => (node ? [[claim, node] as const] : [])));
}

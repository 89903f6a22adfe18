import type { Cluster } from './cluster.ts';
import type { Fault } from './faults.ts';
import { reportNode } from './node.ts';
import { asPod, type StoredPod } from './objects.ts';
import type { PodRun } from './pod-run.ts';
import { badRequest, notFound } from './status-bodies.ts';

/** Makes something happen now, and says how many it struck. Throws a 404 for a pod that does not run here. */
export function happen(cluster: Cluster, fault: Fault): number {
  switch (fault.kind) {
    case 'drop-watch': {
      const { resource, abruptly = false } = fault;
      const chosen = (verb: string, of: string | undefined) => verb === 'watch' && (!resource || of === resource);
      return cluster.answers.drop((request) => chosen(request.verb, request.resource), abruptly);
    }
    case 'compact':
      cluster.store.compact();
      return 0;
    case 'evict':
      return strike(cluster, fault, (run) => run.evict(fault.message ?? 'The node was low on resource: memory.'));
    case 'oom':
      return strike(cluster, fault, (run) => run.kill(true));
    case 'node-lost':
      reportNode(cluster.store, false);
      return strike(cluster, fault, (run) => run.mute(true));
    default:
      throw badRequest(`there is no incident "${fault.kind}"`);
  }
}

function strike({ store, kubelet }: Cluster, { pod, namespace }: Fault, act: (run: PodRun) => void): number {
  const runs = store
    .all('pods')
    .map(asPod)
    .filter(({ metadata }) => pod === undefined || metadata.name === pod)
    .filter(({ metadata }) => namespace === undefined || metadata.namespace === namespace)
    .map((found) => kubelet.run(found))
    .filter((run) => run !== undefined);
  if (runs.length === 0 && pod !== undefined) throw notFound('pods', pod);
  for (const run of runs) act(run);
  return runs.length;
}

/** Ends every fault: held requests are reset, a lost node is found again and says what became of its pods. */
export function recover({ store, faults, kubelet, answers }: Cluster): void {
  faults.clear();
  answers.drop(({ verb }) => verb !== 'watch' && verb !== 'log', true);
  for (const run of kubelet.runs.filter(({ muted }) => muted)) run.mute(false);
  for (const pod of store.all('pods')) if (isEnded(asPod(pod))) kubelet.confirm(pod);
  reportNode(store, true);
}

const isEnded = ({ status }: StoredPod): boolean => status?.phase === 'Succeeded' || status?.phase === 'Failed';

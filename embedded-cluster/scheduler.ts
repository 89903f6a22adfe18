import { recordEvent } from './events.ts';
import type { FaultBook } from './faults.ts';
import { isSelected, NODE_NAME } from './node.ts';
import { asClaim, asPod, type StoredPod } from './objects.ts';
import { withTransition } from './pod-status.ts';
import type { Store } from './store.ts';

/** The words of kube-scheduler 1.34. */
const SELECTOR =
  "1 node(s) didn't match Pod's node affinity/selector. no new claims to deallocate, preemption: 0/1 nodes are " +
  'available: 1 Preemption is not helpful for scheduling.';

/** Gives every pod that waits for a node the one there is, or the reason why not. Safe to repeat. */
export function schedule(store: Store, faults: FaultBook): void {
  for (const object of store.all('pods')) {
    const pod = asPod(object);
    // A pod may name another scheduler; there is none, so nobody places it.
    if (pod.spec.schedulerName !== 'default-scheduler') continue;
    if (pod.spec.nodeName || pod.metadata.deletionTimestamp || pod.status?.phase !== 'Pending') continue;
    const obstacle = obstacleTo(store, faults, pod);
    if (obstacle === undefined) bind(store, pod);
    else refuse(store, pod, `0/1 nodes are available: ${obstacle}`);
  }
}

function obstacleTo(store: Store, faults: FaultBook, pod: StoredPod): string | undefined {
  const fault = faults.holding('unschedulable', pod);
  if (fault) return fault.message ?? SELECTOR;
  for (const { persistentVolumeClaim } of pod.spec.volumes ?? []) {
    if (!persistentVolumeClaim) continue;
    const { claimName } = persistentVolumeClaim;
    const claim = store.get('persistentvolumeclaims', pod.metadata.namespace, claimName);
    if (!claim) return `persistentvolumeclaim "${claimName}" not found. not found`;
    if (claim.metadata.deletionTimestamp) return `persistentvolumeclaim "${claimName}" is being deleted. not found`;
    if (asClaim(claim).status?.phase !== 'Bound') return 'pod has unbound immediate PersistentVolumeClaims. not found';
  }
  return isSelected(store, pod.spec.nodeSelector ?? {}) ? undefined : SELECTOR;
}

function bind(store: Store, pod: StoredPod): void {
  const { namespace, name } = pod.metadata;
  const condition = withTransition(pod.status?.conditions ?? [], { type: 'PodScheduled', status: 'True' });
  const bound = store.put('pods', {
    ...pod,
    spec: { ...pod.spec, nodeName: NODE_NAME },
    status: { ...pod.status, conditions: [condition] },
  });
  const message = `Successfully assigned ${namespace}/${name} to ${NODE_NAME}`;
  recordEvent(store, bound, { type: 'Normal', reason: 'Scheduled', message, by: 'default-scheduler' });
}

function refuse(store: Store, pod: StoredPod, message: string): void {
  const before = pod.status?.conditions ?? [];
  if (before.some((condition) => condition.type === 'PodScheduled' && condition.message === message)) return;
  const wanted = { type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message };
  const condition = withTransition(before, wanted);
  const refused = store.put('pods', { ...pod, status: { ...pod.status, conditions: [condition] } });
  recordEvent(store, refused, { type: 'Warning', reason: 'FailedScheduling', message, by: 'default-scheduler' });
}

import { kubeTime, type StoredObject } from './objects.ts';
import type { Store } from './store.ts';

/** The one node. */
export const NODE_NAME = 'embedded';

const LABELS = {
  'kubernetes.io/hostname': NODE_NAME,
  'kubernetes.io/os': 'linux',
  'kubernetes.io/arch': process.arch === 'arm64' ? 'arm64' : 'amd64',
};

/** Says whether the node is heard of. A node that is not keeps its pods, and nobody knows what becomes of them. */
export function reportNode(store: Store, ready: boolean): void {
  const known = store.get('nodes', undefined, NODE_NAME);
  const now = kubeTime();
  const condition = ready
    ? { status: 'True', reason: 'KubeletReady', message: 'kubelet is posting ready status' }
    : { status: 'Unknown', reason: 'NodeStatusUnknown', message: 'Kubelet stopped posting node status.' };
  store.put('nodes', {
    ...(known ?? newNode()),
    status: {
      conditions: [{ type: 'Ready', ...condition, lastHeartbeatTime: now, lastTransitionTime: now }],
      addresses: [{ type: 'InternalIP', address: '127.0.0.1' }],
      nodeInfo: { kubeletVersion: 'v1.34.4-embedded', operatingSystem: 'linux', architecture: process.arch },
    },
  });
}

const newNode = (): StoredObject => ({
  kind: 'Node',
  apiVersion: 'v1',
  metadata: {
    name: NODE_NAME,
    uid: crypto.randomUUID(),
    labels: LABELS,
    creationTimestamp: kubeTime(),
    resourceVersion: '',
  },
  spec: {},
});

/** Whether a pod's node selector lets it run here. */
export function isSelected(store: Store, selector: Readonly<Record<string, string>>): boolean {
  const labels = store.get('nodes', undefined, NODE_NAME)?.metadata.labels ?? {};
  return Object.entries(selector).every(([key, value]) => labels[key] === value);
}

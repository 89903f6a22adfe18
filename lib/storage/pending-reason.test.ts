import { expect, test } from 'vitest';
import { KubernetesError } from './errors.ts';
import type { ContainerState, KubeEvent, KubePod, PodStatus } from './kube-objects.ts';
import { pendingReason } from './pending-reason.ts';
import { refusalReason } from './refusal-reason.ts';
import { testPod } from './testing/pods.ts';

const CREATED = Date.parse('2026-11-01T10:00:00Z');
const LATER = CREATED + 60_000;

const unscheduled = (message: string): PodStatus => ({
  phase: 'Pending',
  conditions: [{ type: 'PodScheduled', status: 'False', reason: 'Unschedulable', message }],
});
const onNode = (state: ContainerState | undefined, init?: ContainerState): KubePod => {
  const base = testPod('a');
  return {
    ...base,
    spec: { ...base.spec, nodeName: 'node-1', initContainers: [{ name: 'locate', image: 'i' }] },
    status: {
      phase: 'Pending',
      ...(init ? { initContainerStatuses: [{ name: 'locate', state: init }] } : {}),
      ...(state ? { containerStatuses: [{ name: 'migrate', state }] } : {}),
    },
  };
};
const event = (reason: string, message: string, lastTimestamp = '2026-11-01T10:00:30Z'): KubeEvent => ({
  metadata: { name: `a.${reason}` },
  involvedObject: { kind: 'Pod', name: 'a', uid: 'uid-a' },
  reason,
  message,
  lastTimestamp,
});

test.each([
  [
    '0/4 nodes are available: 1 node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }, 3 Insufficient memory. preemption: 0/4 nodes are available: 4 No preemption victims found for incoming pod.',
    'no_node_fits',
    'Waiting for a node. 0 of 4 nodes fit: 1 tainted node-role.kubernetes.io/control-plane, 3 too little memory.',
  ],
  [
    "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector. preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.",
    'no_node_fits',
    'Waiting for a node. 0 of 3 nodes fit: 3 not the kind of node asked for.',
  ],
  [
    '0/2 nodes are available: 1 Insufficient cpu, 1 Insufficient nvidia.com/gpu.',
    'no_node_fits',
    'Waiting for a node. 0 of 2 nodes fit: 1 too little CPU, 1 too little nvidia.com/gpu.',
  ],
  [
    '0/2 nodes are available: 2 node(s) had volume node affinity conflict.',
    'no_node_fits',
    "Waiting for a node. 0 of 2 nodes fit: 2 out of the volume's reach.",
  ],
  [
    '0/1 nodes are available: 1 something never heard of.',
    'no_node_fits',
    'Waiting for a node. 0 of 1 nodes fit: 1 something never heard of.',
  ],
  ['no nodes available to schedule pods', 'no_node_fits', 'Waiting for a node. The cluster has none.'],
  [
    '0/2 nodes are available: 2 node(s) had untolerated taint {node.kubernetes.io/not-ready: }. preemption: 0/2 nodes are available.',
    'node_not_ready',
    'Waiting for a node. 0 of 2 nodes fit: 2 not ready.',
  ],
  [
    '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. preemption: 0/1 nodes are available.',
    'pvc_unbound',
    'Waiting for its storage. The claim has no volume yet.',
  ],
  [
    '0/1 nodes are available: persistentvolumeclaim "claim-ada" not found.',
    'pvc_unbound',
    "Waiting for its storage. The claim isn't there.",
  ],
  [
    '0/1 nodes are available: persistentvolumeclaim "claim-ada" bound to non-existent persistentvolume "pv-1".',
    'pvc_lost',
    'Waiting for its storage. The volume behind the claim is gone.',
  ],
  [
    'waiting for first consumer to be created before binding',
    'pvc_wait_first_consumer',
    'Waiting for its storage. The volume is made once a node is chosen.',
  ],
])('the scheduler says: %s', (message, key, sentence) => {
  const pod = testPod('a', { status: unscheduled(message) });
  expect(pendingReason(pod, [], LATER)).toEqual({ key, sentence, raw: `Unschedulable: ${message}` });
  const silent = testPod('a', { status: { phase: 'Pending' } });
  const byEvent = pendingReason(silent, [event('FailedScheduling', message)], LATER);
  expect(byEvent).toEqual({ key, sentence, raw: `FailedScheduling: ${message}` });
});

test.each([
  ['ErrImagePull', 'image_pull', "Waiting for its image. node-1 can't pull the image of migrate."],
  ['ImagePullBackOff', 'image_pull', "Waiting for its image. node-1 can't pull the image of migrate."],
  ['InvalidImageName', 'image_pull', 'Waiting for its image. The image name of migrate is not valid.'],
  [
    'CreateContainerConfigError',
    'config_error',
    "Waiting for its container. migrate refers to something that isn't there or can't be mounted.",
  ],
  ['CreateContainerError', 'create_error', "Waiting for its container. node-1 can't start migrate."],
  ['RunContainerError', 'create_error', "Waiting for its container. node-1 can't start migrate."],
])('a container waits: %s', (reason, key, sentence) => {
  const pod = onNode({ waiting: { reason, message: 'in detail' } });
  expect(pendingReason(pod, [], CREATED)).toEqual({ key, sentence, raw: `${reason}: in detail` });
});

test.each([
  ['FailedAttachVolume', 'volume_attach', "Waiting for its volume. It can't be attached to node-1."],
  ['FailedMount', 'volume_mount', "Waiting for its volume. node-1 can't mount it."],
  ['NodeNotReady', 'node_not_ready', "Waiting for its node. node-1 doesn't answer."],
  ['FailedCreatePodSandBox', 'create_error', "Waiting for its container. node-1 can't set up the pod."],
])('its node says: %s', (reason, key, sentence) => {
  const pod = onNode({ waiting: { reason: 'ContainerCreating' } });
  const events = [event('Scheduled', 'assigned to node-1', '2026-11-01T10:00:40Z'), event(reason, 'in detail')];
  expect(pendingReason(pod, events, LATER)).toEqual({ key, sentence, raw: `${reason}: in detail` });
});

test('the latest event counts', () => {
  const pod = onNode(undefined);
  const events = [
    event('FailedAttachVolume', 'x', '2026-11-01T10:00:10Z'),
    event('FailedMount', 'y', '2026-11-01T10:00:20Z'),
  ];
  expect(pendingReason(pod, events, LATER)?.key).toBe('volume_mount');
});

test('nothing is said of an ordinary start before ten seconds have passed', () => {
  const starting = onNode({ waiting: { reason: 'ContainerCreating' } });
  const preparing = onNode({ waiting: { reason: 'PodInitializing' } }, { running: {} });
  const unseen = testPod('a', { status: { phase: 'Pending' } });
  for (const pod of [starting, preparing, unseen]) expect(pendingReason(pod, [], CREATED + 9_000)).toBeUndefined();
  expect(pendingReason(starting, [], LATER)?.key).toBe('container_creating');
  expect(pendingReason(preparing, [], LATER)?.key).toBe('init_running');
  expect(pendingReason(unseen, [], LATER)?.key).toBe('unscheduled_no_event');
});

test('a pod that runs or has ended waits for nothing', () => {
  for (const phase of ['Running', 'Succeeded', 'Failed', 'Unknown']) {
    expect(pendingReason(testPod('a', { status: { phase } }), [event('FailedMount', 'x')], LATER)).toBeUndefined();
  }
});

test.each([
  [
    'pods "a" is forbidden: exceeded quota: homes, requested: pods=1, used: pods=10, limited: pods=10',
    'resource_quota',
  ],
  ['pods "a" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true', 'admission_denied'],
  ['admission webhook "policy.example.org" denied the request: no', 'admission_denied'],
  ['pods is forbidden: User "rehome" cannot create resource "pods" in API group ""', undefined],
])('the cluster refuses: %s', (detail, key) => {
  const error = new KubernetesError('create', { kind: 'Pod' }, { status: 403, reason: 'Forbidden', detail });
  expect(refusalReason(error)?.key).toBe(key);
});

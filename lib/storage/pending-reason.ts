import { eventTime } from './event-memory.ts';
import type { KubeEvent, KubePod } from './kube-objects.ts';
import { type ContainerFacts, type PodFacts, readPodFacts } from './pod-facts.ts';
import { nodesSentence, storageKey } from './scheduler-words.ts';

export const PENDING_KEYS = [
  'no_node_fits',
  'node_not_ready',
  'resource_quota',
  'pvc_unbound',
  'pvc_wait_first_consumer',
  'pvc_lost',
  'volume_attach',
  'volume_mount',
  'image_pull',
  'config_error',
  'create_error',
  'admission_denied',
  'init_running',
  'container_creating',
  'unscheduled_no_event',
] as const;
export type PendingKey = (typeof PENDING_KEYS)[number];

/** Why a pod waits: a stable key, a sentence for people, and the cluster's own words behind it. */
export interface PendingReason {
  readonly key: PendingKey;
  readonly sentence: string;
  readonly raw: string | null;
}

/** An ordinary start is not worth a word before this; told at once, it makes healthy runs look troubled. */
const QUIET_MS = 10_000;

const reason = (key: PendingKey, sentence: string, raw: string | null = null): PendingReason => ({
  key,
  sentence,
  raw,
});

type Sentence = (facts: PodFacts, container: ContainerFacts) => [PendingKey, string];

const imagePull: Sentence = ({ node }, { name }) => [
  'image_pull',
  `Waiting for its image. ${node ?? 'The node'} can't pull the image of ${name}.`,
];
const badName: Sentence = (_, { name }) => [
  'image_pull',
  `Waiting for its image. The image name of ${name} is not valid.`,
];
const createError: Sentence = ({ node }, { name }) => [
  'create_error',
  `Waiting for its container. ${node ?? 'The node'} can't start ${name}.`,
];
const configError: Sentence = (_, { name }) => [
  'config_error',
  `Waiting for its container. ${name} refers to something that isn't there or can't be mounted.`,
];

/** By the reason of a waiting container. https://github.com/kubernetes/kubernetes pkg/kubelet/{images,container} */
const WAITING: Readonly<Record<string, Sentence>> = {
  ErrImagePull: imagePull,
  ImagePullBackOff: imagePull,
  ErrImageNeverPull: imagePull,
  ImageInspectError: imagePull,
  RegistryUnavailable: imagePull,
  SignatureValidationFailed: imagePull,
  InvalidImageName: badName,
  CreateContainerConfigError: configError,
  CreateContainerError: createError,
  PreCreateHookError: createError,
  PreStartHookError: createError,
  PostStartHookError: createError,
  RunContainerError: createError,
  StartError: createError,
};

/** By the reason of the pod's latest event, while it has a node and no container says more. */
const EVENTS: Readonly<Record<string, (facts: PodFacts) => [PendingKey, string]>> = {
  FailedAttachVolume: ({ node }) => [
    'volume_attach',
    `Waiting for its volume. It can't be attached to ${node ?? 'the node'}.`,
  ],
  FailedMount: ({ node }) => ['volume_mount', `Waiting for its volume. ${node ?? 'The node'} can't mount it.`],
  FailedMapVolume: ({ node }) => ['volume_mount', `Waiting for its volume. ${node ?? 'The node'} can't mount it.`],
  NodeNotReady: ({ node }) => ['node_not_ready', `Waiting for its node. ${node ?? 'The node'} doesn't answer.`],
  FailedCreatePodSandBox: ({ node }) => [
    'create_error',
    `Waiting for its container. ${node ?? 'The node'} can't set up the pod.`,
  ],
};

/**
 * Why a pod has not started; undefined once it has, and for the first seconds of a start like any other. `events` are
 * the pod's own, in any order; `now` in milliseconds since the epoch.
 */
export function pendingReason(pod: KubePod, events: readonly KubeEvent[], now: number = Date.now()) {
  const facts = readPodFacts(pod);
  if (facts.phase !== 'Pending') return undefined;
  const newest = [...events].sort((a, b) => eventTime(b).localeCompare(eventTime(a)));
  const age = facts.createdAt === null ? 0 : now - Date.parse(facts.createdAt);
  return stuckContainer(facts) ?? (facts.node ? onNode(facts, newest, age) : withoutNode(facts, newest, age));
}

function stuckContainer(facts: PodFacts): PendingReason | undefined {
  for (const container of facts.containers) {
    const sentence = container.state === 'waiting' && WAITING[container.reason ?? ''];
    if (sentence) return reason(...sentence(facts, container), words(container.reason, container.message));
  }
  return undefined;
}

function onNode(facts: PodFacts, newest: readonly KubeEvent[], age: number): PendingReason | undefined {
  const event = newest.find(({ reason: word }) => EVENTS[word ?? '']);
  const sentence = EVENTS[event?.reason ?? ''];
  if (event && sentence) return reason(...sentence(facts), words(event.reason, event.message));
  if (age < QUIET_MS) return undefined;
  const init = facts.containers.find((container) => container.init && container.state === 'running');
  if (init) return reason('init_running', `Preparing. ${init.name} is looking at both homes.`);
  const waiting = facts.containers.find(({ state }) => state === 'waiting');
  const raw = words(waiting?.reason, waiting?.message);
  return reason('container_creating', `Starting on ${facts.node}. Its container is being made.`, raw);
}

function withoutNode(facts: PodFacts, newest: readonly KubeEvent[], age: number): PendingReason | undefined {
  const event = newest.find(({ reason: word }) => word === 'FailedScheduling' || word === 'WaitForFirstConsumer');
  const said = facts.scheduled?.done === false ? facts.scheduled.message : null;
  const message = said ?? event?.message ?? null;
  if (message === null) {
    if (age < QUIET_MS) return undefined;
    return reason('unscheduled_no_event', 'Waiting for a node. The scheduler has not said anything about it yet.');
  }
  const raw = words(said === null ? event?.reason : facts.scheduled?.reason, message);
  const storage = storageKey(message);
  if (storage) return reason(...storage, raw);
  return reason(...nodesSentence(message), raw);
}

/** The cluster's own words in one line. */
const words = (word: string | null | undefined, message: string | null | undefined): string | null =>
  [word, message].filter(Boolean).join(': ') || null;

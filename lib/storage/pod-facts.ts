import type { Container, ContainerStatus, KubePod, PodCondition } from './kube-objects.ts';

export interface ContainerFacts {
  readonly name: string;
  readonly init: boolean;
  /** `waiting` also where the cluster says nothing, as before a node has taken the pod. */
  readonly state: 'waiting' | 'running' | 'terminated';
  readonly reason: string | null;
  readonly message: string | null;
  readonly exitCode: number | null;
  readonly signal: number | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
}

/** What a pod says of itself. Every field a cluster may leave out is null; times are ISO 8601, UTC. */
export interface PodFacts {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  /** `Pending` where the cluster has not said yet. */
  readonly phase: 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
  readonly node: string | null;
  readonly image: string | null;
  readonly reason: string | null;
  readonly message: string | null;
  readonly createdAt: string | null;
  readonly deletionRequestedAt: string | null;
  readonly startedAt: string | null;
  readonly finishedAt: string | null;
  /** Those of the specification, init containers first, whether or not the cluster reports on them yet. */
  readonly containers: readonly ContainerFacts[];
  /** The scheduler's last word; null before it has looked. */
  readonly scheduled: {
    readonly done: boolean;
    readonly reason: string | null;
    readonly message: string | null;
  } | null;
}

/** How a container ended. Any part may be unknown. */
export interface PodExit {
  readonly container: string | null;
  readonly exitCode: number | null;
  readonly reason: string | null;
  readonly message: string | null;
  readonly signal: number | null;
}

/** The container whose end is the pod's, unless a caller names another. */
export const MIGRATOR_CONTAINER = 'migrate';

const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'] as const;

/** Reads a pod in whatever shape the cluster gives it; never throws for what is missing. */
export function readPodFacts(pod: KubePod): PodFacts {
  const { metadata, spec, status } = pod;
  const containers = [
    ...containerFacts(spec.initContainers, status?.initContainerStatuses, true),
    ...containerFacts(spec.containers, status?.containerStatuses, false),
  ];
  const scheduled = status?.conditions?.find(({ type }) => type === 'PodScheduled');
  return {
    name: metadata.name,
    namespace: metadata.namespace ?? '',
    uid: metadata.uid ?? '',
    phase: PHASES.find((phase) => phase === status?.phase) ?? (status?.phase ? 'Unknown' : 'Pending'),
    node: spec.nodeName || null,
    image: spec.containers[0]?.image ?? null,
    reason: status?.reason || null,
    message: status?.message || null,
    createdAt: metadata.creationTimestamp ?? null,
    deletionRequestedAt: metadata.deletionTimestamp ?? null,
    startedAt: status?.startTime ?? null,
    finishedAt: lastOf(containers.map((container) => container.finishedAt)),
    containers,
    scheduled: scheduled ? conditionFacts(scheduled) : null,
  };
}

/** Whether a pod, or the one container that matters in it, has ended for good (`restartPolicy: Never` is assumed). */
export function hasExited(facts: PodFacts, container: string = MIGRATOR_CONTAINER): boolean {
  if (facts.phase === 'Succeeded' || facts.phase === 'Failed') return true;
  return decisive(facts, container) !== undefined;
}

/** Whether a pod is past its start: it runs, or has ended. One whose node is silent (`Unknown`) is not known to be. */
export const hasStarted = (facts: PodFacts, container: string = MIGRATOR_CONTAINER): boolean =>
  facts.phase === 'Running' || hasExited(facts, container);

/** A node ends so, with 137, what it never made or no longer knows. https://github.com/kubernetes/kubernetes pkg/kubelet/status */
const NOT_LOCATED = 'ContainerStatusUnknown';

/** Whether a container is known to have run. */
export const hasRun = ({ state, reason, startedAt }: ContainerFacts): boolean =>
  state === 'running' || startedAt !== null || (state === 'terminated' && reason !== NOT_LOCATED);

/** Whether any container of the pod, also an init container, is known to have run. */
export const everRan = (facts: PodFacts): boolean => facts.containers.some(hasRun);

/**
 * How a pod ended: by the container of that *name*, else by an init container that failed, else by what the pod says of
 * itself (evicted, lost with its node: no container then reports). Undefined while it has not ended.
 */
export function exitOf(facts: PodFacts, container: string = MIGRATOR_CONTAINER): PodExit | undefined {
  if (!hasExited(facts, container)) return undefined;
  const ended = decisive(facts, container);
  const exitCode = ended?.exitCode ?? null;
  // A pod's own reason (Evicted, DeadlineExceeded) says why; its container's (Error) then only says that.
  const reason = facts.reason ?? ended?.reason ?? null;
  const message = ended?.message ?? facts.message;
  return { container: ended?.name ?? null, exitCode, reason, message, signal: ended?.signal ?? null };
}

function decisive(facts: PodFacts, container: string): ContainerFacts | undefined {
  const ended = facts.containers.filter(({ state }) => state === 'terminated');
  return ended.find(({ name, init }) => name === container && !init) ?? ended.find((c) => c.init && c.exitCode !== 0);
}

function containerFacts(
  containers: readonly Container[] | undefined,
  statuses: readonly ContainerStatus[] | undefined,
  init: boolean,
): ContainerFacts[] {
  return (containers ?? []).map(({ name }) => {
    const state = (statuses ?? []).find((status) => status.name === name)?.state ?? {};
    const { waiting, running, terminated } = state;
    const said = terminated ?? waiting;
    return {
      name,
      init,
      state: terminated ? 'terminated' : running ? 'running' : 'waiting',
      reason: said?.reason || null,
      message: said?.message || null,
      exitCode: terminated?.exitCode ?? null,
      signal: terminated?.signal ?? null,
      startedAt: (terminated ?? running)?.startedAt ?? null,
      finishedAt: terminated?.finishedAt ?? null,
    };
  });
}

const conditionFacts = ({ status, reason, message }: PodCondition) => ({
  done: status === 'True',
  reason: reason || null,
  message: message || null,
});

const lastOf = (times: readonly (string | null)[]): string | null =>
  times.reduce((last, time) => (time !== null && (last === null || time > last) ? time : last), null);

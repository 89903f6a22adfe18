import type { ContainerState, ContainerStatus, PodCondition, PodStatus } from '#lib/storage/kube-objects.ts';
import { kubeTime, type StoredPod } from './objects.ts';

/** What the kubelet knows of a pod's containers, by name. */
export interface ContainerStates {
  readonly init: ReadonlyMap<string, ContainerState>;
  readonly main: ReadonlyMap<string, ContainerState>;
}

/** A word over the pod as a whole: why it was ended from outside. */
export interface Verdict {
  readonly reason: string;
  readonly message: string;
}

/** The status of a pod that its kubelet reports, from its containers' states. */
export function statusOf(pod: StoredPod, states: ContainerStates, verdict: Verdict | undefined): PodStatus {
  const init = [...states.init.values()];
  const main = [...states.main.values()];
  const over = isOver(states);
  const phase = over && verdict ? 'Failed' : phaseOf(init, main);
  const { spec, status } = pod;
  return {
    ...status,
    phase,
    ...(over && verdict),
    startTime: status?.startTime ?? kubeTime(),
    ...{ hostIP: '127.0.0.1', podIP: '127.0.0.1' },
    conditions: conditionsOf(pod, states, phase),
    ...(spec.initContainers && { initContainerStatuses: statuses(spec.initContainers, states.init, isComplete) }),
    containerStatuses: statuses(spec.containers, states.main, isRunning),
  };
}

/** Whether nothing of the pod runs and nothing of it will. */
export function isOver({ init, main }: ContainerStates): boolean {
  if ([...init.values()].some(failed)) return true;
  return [...main.values()].every((state) => state.terminated);
}

const isRunning = (state: ContainerState): boolean => state.running !== undefined;
const isComplete = (state: ContainerState): boolean => state.terminated?.exitCode === 0;
const failed = (state: ContainerState): boolean => state.terminated !== undefined && state.terminated.exitCode !== 0;

function phaseOf(init: readonly ContainerState[], main: readonly ContainerState[]): string {
  if (init.some(failed)) return 'Failed';
  if (main.every((state) => state.terminated)) return main.some(failed) ? 'Failed' : 'Succeeded';
  return main.some((state) => state.running ?? state.terminated) ? 'Running' : 'Pending';
}

function statuses(
  containers: readonly { readonly name: string; readonly image: string }[],
  states: ReadonlyMap<string, ContainerState>,
  isReady: (state: ContainerState) => boolean,
): ContainerStatus[] {
  return containers.map(({ name, image }) => {
    const state = states.get(name) ?? {};
    return {
      name,
      state,
      lastState: {},
      ready: isReady(state),
      restartCount: 0,
      image,
      imageID: state.waiting ? '' : `embedded://${image}`,
      started: state.running !== undefined,
    };
  });
}

function conditionsOf(pod: StoredPod, { init, main }: ContainerStates, phase: string): PodCondition[] {
  const waitingInit = [...init].filter(([, state]) => state.terminated?.exitCode !== 0).map(([name]) => name);
  const unready = [...main].filter(([, state]) => !state.running).map(([name]) => name);
  const initialized =
    waitingInit.length === 0
      ? { status: 'True', ...(phase === 'Succeeded' && { reason: 'PodCompleted' }) }
      : {
          status: 'False',
          reason: 'ContainersNotInitialized',
          message: `containers with incomplete status: [${waitingInit.join(' ')}]`,
        };
  const ready = readiness(unready, phase);
  const wanted: PodCondition[] = [
    { type: 'Initialized', ...initialized },
    { type: 'Ready', ...ready },
    { type: 'ContainersReady', ...ready },
    { type: 'PodScheduled', status: 'True' },
  ];
  return wanted.map((condition) => withTransition(pod.status?.conditions ?? [], condition));
}

function readiness(unready: readonly string[], phase: string): Omit<PodCondition, 'type'> {
  if (phase === 'Succeeded') return { status: 'False', reason: 'PodCompleted' };
  if (phase === 'Failed') return { status: 'False', reason: 'PodFailed' };
  if (unready.length === 0) return { status: 'True' };
  const message = `containers with unready status: [${unready.join(' ')}]`;
  return { status: 'False', reason: 'ContainersNotReady', message };
}

/** A condition keeps the time of its last change of status. */
export function withTransition(before: readonly PodCondition[], condition: PodCondition): PodCondition {
  const same = before.find(({ type, status }) => type === condition.type && status === condition.status);
  return { ...condition, lastTransitionTime: same?.lastTransitionTime ?? kubeTime() };
}

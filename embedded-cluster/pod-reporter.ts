import { isDeepStrictEqual } from 'node:util';
import type { ContainerState } from '#lib/storage/kube-objects.ts';
import { type EventNote, recordEvent } from './events.ts';
import { asPod, type StoredPod } from './objects.ts';
import { type ContainerStates, isOver, statusOf, type Verdict } from './pod-status.ts';
import type { Store } from './store.ts';

const LOST = {
  exitCode: 137,
  reason: 'ContainerStatusUnknown',
  message: 'The container could not be located when the pod was terminated',
};

/** What the kubelet knows of one pod's containers, and says of them to the API server. */
export class PodReporter {
  readonly #store: Store;
  readonly #pod: StoredPod;
  readonly #init = new Map<string, ContainerState>();
  readonly #main = new Map<string, ContainerState>();
  #verdict: Verdict | undefined;
  #muted = false;

  constructor(store: Store, pod: StoredPod) {
    this.#store = store;
    this.#pod = pod;
    const { initContainers = [], containers } = pod.spec;
    const reason = initContainers.length > 0 ? 'PodInitializing' : 'ContainerCreating';
    for (const { name } of initContainers) this.#init.set(name, { waiting: { reason } });
    for (const { name } of containers) this.#main.set(name, { waiting: { reason } });
  }

  get over(): boolean {
    return isOver(this.#states);
  }

  get muted(): boolean {
    return this.#muted;
  }

  stateOf(container: string): ContainerState {
    return this.#init.get(container) ?? this.#main.get(container) ?? {};
  }

  /** Notes the state of a container, and says it. */
  set(container: string, state: ContainerState): void {
    (this.#init.has(container) ? this.#init : this.#main).set(container, state);
    this.report();
  }

  /** The first word over the pod counts. */
  judge(verdict: Verdict | undefined): void {
    this.#verdict ??= verdict;
  }

  /** What never started is lost when its pod ends; behind an init container that failed it just goes on waiting. */
  loseUnstarted(): void {
    for (const states of [this.#init, this.#main]) {
      if (this.over) return;
      for (const [name, state] of states) if (!state.terminated) states.set(name, { terminated: LOST });
    }
  }

  /** A node that is lost does not say what becomes of its pods. */
  mute(muted: boolean): void {
    this.#muted = muted;
    this.report();
  }

  report(): void {
    const { metadata } = this.#pod;
    const current = this.#store.get('pods', metadata.namespace, metadata.name);
    if (this.#muted || current?.metadata.uid !== metadata.uid) return;
    const status = statusOf(asPod(current), this.#states, this.#verdict);
    if (!isDeepStrictEqual(status, current.status)) this.#store.put('pods', { ...current, status });
  }

  /** Records an event about the pod, or about one of its containers. */
  event(type: EventNote['type'], reason: string, message: string, container?: string): void {
    if (this.#muted) return;
    const list = container !== undefined && this.#init.has(container) ? 'initContainers' : 'containers';
    const fieldPath = container === undefined ? {} : { fieldPath: `spec.${list}{${container}}` };
    recordEvent(this.#store, this.#pod, { type, reason, message, ...fieldPath });
  }

  get #states(): ContainerStates {
    return { init: this.#init, main: this.#main };
  }
}

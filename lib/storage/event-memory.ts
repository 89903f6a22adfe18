import type { KubeEvent } from './kube-objects.ts';

/** Kept of one pod; the latest. */
export const EVENTS_PER_POD = 200;
/** Pods whose events are kept; the cluster itself forgets events after an hour. */
const PODS = 1_000;

/** What happened to pods, by their UID. Bounded: a pod in trouble, or a namespace full of them, cannot fill the memory. */
export class EventMemory {
  readonly #byPod = new Map<string, Map<string, KubeEvent>>();
  readonly #isForeign: (uid: string) => boolean;

  /** Events of pods that `isForeign` are not kept. */
  constructor(isForeign: (uid: string) => boolean) {
    this.#isForeign = isForeign;
  }

  /** Takes a list; what the cluster has forgotten since is still known. */
  replace(events: readonly KubeEvent[]): void {
    for (const event of events) this.add(event);
  }

  add(event: KubeEvent): void {
    const { kind, uid } = event.involvedObject;
    if (kind !== 'Pod' || !uid || this.#isForeign(uid)) return;
    const events = this.#byPod.get(uid) ?? new Map<string, KubeEvent>();
    // The cluster counts a repeated event in place; the pod that was heard of last is kept longest.
    events.delete(event.metadata.name);
    events.set(event.metadata.name, event);
    this.#byPod.delete(uid);
    this.#byPod.set(uid, events);
    dropOldest(events, EVENTS_PER_POD);
    this.#dropForeign();
  }

  /** Oldest first. */
  of(uid: string): KubeEvent[] {
    return [...(this.#byPod.get(uid)?.values() ?? [])].sort((a, b) => eventTime(a).localeCompare(eventTime(b)));
  }

  /** An event may come before its pod is known to be foreign, so those are looked for when room is needed. */
  #dropForeign(): void {
    if (this.#byPod.size <= PODS) return;
    for (const uid of this.#byPod.keys()) if (this.#isForeign(uid)) this.#byPod.delete(uid);
    dropOldest(this.#byPod, PODS);
  }
}

/** When an event last happened, ISO 8601; which field says so depends on who reported it. */
export const eventTime = (event: KubeEvent): string =>
  event.lastTimestamp ?? event.eventTime ?? event.firstTimestamp ?? event.metadata.creationTimestamp ?? '';

function dropOldest(map: Map<string, unknown>, atMost: number): void {
  for (const key of map.keys()) {
    if (map.size <= atMost) return;
    map.delete(key);
  }
}

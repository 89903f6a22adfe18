import { randomUUID } from 'node:crypto';
import { kubeTime, type StoredObject } from './objects.ts';
import type { Store } from './store.ts';

export interface EventNote {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** Which part of the cluster says it: `kubelet` by default. */
  readonly component?: string;
}

/** How long the API server keeps an event. */
const KEPT_MS = 3_600_000;
let count = 0;

/** Records an event about an object; one that repeats the last with the same words is counted, as in Kubernetes. */
export function recordEvent(store: Store, about: StoredObject, note: EventNote): void {
  const { kind, metadata } = about;
  const namespace = metadata.namespace ?? 'default';
  if (!store.get('namespaces', undefined, namespace)) return;
  const now = kubeTime();
  // Only warnings repeat, and there are many events.
  const candidates = note.type === 'Warning' ? store.all('events') : [];
  const same = candidates.find(
    (event) => isAbout(event, metadata.uid) && event.reason === note.reason && event.message === note.message,
  );
  if (same) {
    store.put('events', { ...same, count: Number(same.count) + 1, lastTimestamp: now });
    return;
  }
  dropOld(store);
  count += 1;
  store.put('events', {
    kind: 'Event',
    apiVersion: 'v1',
    metadata: {
      name: `${metadata.name}.${(BigInt(Date.now()) * 1_000_000n + BigInt(count)).toString(16)}`,
      namespace,
      uid: randomUUID(),
      creationTimestamp: now,
      resourceVersion: '',
    },
    involvedObject: {
      kind,
      namespace,
      name: metadata.name,
      uid: metadata.uid,
      apiVersion: 'v1',
      resourceVersion: metadata.resourceVersion,
    },
    reason: note.reason,
    message: note.message,
    source: { component: note.component ?? 'kubelet' },
    firstTimestamp: now,
    lastTimestamp: now,
    count: 1,
    type: note.type,
    eventTime: null,
    reportingComponent: note.component ?? 'kubelet',
    reportingInstance: '',
  });
}

const isAbout = (event: StoredObject, uid: string): boolean =>
  (event.involvedObject as { uid?: string } | undefined)?.uid === uid;

/** Oldest first, so the first one that is young enough ends the search. */
function dropOld(store: Store): void {
  for (const event of store.all('events')) {
    if (Date.now() - Date.parse(event.metadata.creationTimestamp) < KEPT_MS) return;
    store.remove('events', event);
  }
}

import { randomUUID } from 'node:crypto';
import { type JsonObject, kubeTime, objectOr, type StoredObject } from './objects.ts';
import type { Store } from './store.ts';

export interface EventNote {
  readonly type: 'Normal' | 'Warning';
  readonly reason: string;
  readonly message: string;
  /** The scheduler writes its events the newer way, with `eventTime` alone; the kubelet by default, and the older way. */
  readonly by?: 'default-scheduler';
  /** The part of the object that it is about. */
  readonly fieldPath?: string;
}

/** How long the API server keeps an event. */
const KEPT_MS = 3_600_000;
let count = 0;

/** Records an event about an object; one that repeats an earlier one with the same words is counted. */
export function recordEvent(store: Store, about: StoredObject, note: EventNote): void {
  const namespace = about.metadata.namespace ?? 'default';
  if (!store.get('namespaces', undefined, namespace)) return;
  const same = repeated(store, about, note);
  if (same) {
    store.put('events', { ...same, count: Number(same.count) + 1, lastTimestamp: kubeTime() });
    return;
  }
  dropOld(store);
  count += 1;
  store.put('events', {
    kind: 'Event',
    apiVersion: 'v1',
    metadata: {
      name: `${about.metadata.name}.${(BigInt(Date.now()) * 1_000_000n + BigInt(count)).toString(16)}`,
      namespace,
      uid: randomUUID(),
      creationTimestamp: kubeTime(),
      resourceVersion: '',
    },
    involvedObject: referenceTo(about, namespace, note.fieldPath),
    reason: note.reason,
    message: note.message,
    type: note.type,
    ...(note.by ? newerFields(note.by) : olderFields()),
  });
}

function referenceTo({ kind, metadata }: StoredObject, namespace: string, fieldPath: string | undefined): JsonObject {
  const { name, uid, resourceVersion } = metadata;
  return { kind, namespace, name, uid, apiVersion: 'v1', resourceVersion, ...(fieldPath && { fieldPath }) };
}

const olderFields = (): JsonObject => ({
  source: { component: 'kubelet', host: 'embedded' },
  firstTimestamp: kubeTime(),
  lastTimestamp: kubeTime(),
  count: 1,
  eventTime: null,
  reportingComponent: 'kubelet',
  reportingInstance: 'embedded',
});

const newerFields = (by: string): JsonObject => ({
  source: {},
  firstTimestamp: null,
  lastTimestamp: null,
  eventTime: new Date().toISOString().replace('Z', '000Z'),
  action: by === 'default-scheduler' ? 'Scheduling' : '',
  reportingComponent: by,
  reportingInstance: `${by}-embedded`,
});

/** Only warnings repeat, and there are many events. */
function repeated(store: Store, { metadata }: StoredObject, note: EventNote): StoredObject | undefined {
  if (note.type !== 'Warning' || note.by) return undefined;
  return store
    .all('events')
    .find(
      ({ involvedObject, reason, message }) =>
        objectOr(involvedObject).uid === metadata.uid && reason === note.reason && message === note.message,
    );
}

/** Oldest first, so the first one that is young enough ends the search. */
function dropOld(store: Store): void {
  for (const event of store.all('events')) {
    if (Date.now() - Date.parse(event.metadata.creationTimestamp) < KEPT_MS) return;
    store.remove('events', event);
  }
}

import { isDryRun } from './create.ts';
import { unsupported } from './field-problems.ts';
import { wholeNumber } from './list.ts';
import { asPod, type JsonObject, kubeTime, objectOr, type StoredObject } from './objects.ts';
import { parseJson } from './read-body.ts';
import type { Resource } from './resources.ts';
import { conflict, invalid } from './status-bodies.ts';
import type { Store } from './store.ts';

/** How long a pod may take to end when neither it nor the request says. */
const DEFAULT_GRACE_SECONDS = 30;

/**
 * Deletes an object as far as it may go now, and returns the body of the answer. A running pod is told to end and stays
 * until its node confirms; an object with finalizers stays until they are taken away. Throws 409 for a precondition.
 */
export function remove(
  store: Store,
  resource: Resource,
  object: StoredObject,
  query: URLSearchParams,
  body: string,
): object {
  const sent = body === '' ? {} : parseJson('DeleteOptions', body);
  const dryRunValues = Array.isArray(sent.dryRun) ? sent.dryRun.map(String) : query.getAll('dryRun');
  const dryRun = isDryRun('DeleteOptions', dryRunValues);
  assertPropagation(sent.propagationPolicy ?? query.get('propagationPolicy') ?? undefined);
  const asked = typeof sent.gracePeriodSeconds === 'number' ? sent.gracePeriodSeconds : undefined;
  const grace = asked ?? wholeNumber(query, 'gracePeriodSeconds');
  assertPreconditions(object, objectOr(sent.preconditions));
  if (dryRun) return object;
  if (resource.kind === 'Pod') return removePod(store, object, grace);
  if (resource.kind === 'Namespace') return terminateNamespace(store, object);
  if ((object.metadata.finalizers ?? []).length > 0) return markDeleted(store, resource.plural, object, 0);
  store.remove(resource.plural, object);
  const { name, uid } = object.metadata;
  return successBody(name, resource.plural, uid);
}

const successBody = (name: string, kind: string, uid: string): object => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Success',
  details: { name, kind, uid },
});

const PROPAGATION = ['Foreground', 'Background', 'Orphan'];

function assertPropagation(policy: unknown): void {
  if (policy === undefined || PROPAGATION.includes(String(policy))) return;
  const cause = unsupported('propagationPolicy', policy, [...PROPAGATION, 'nil']);
  throw invalid('DeleteOptions', '', [cause], 'meta.k8s.io');
}

function assertPreconditions({ kind, metadata }: StoredObject, { uid, resourceVersion }: JsonObject): void {
  if (uid && uid !== metadata.uid) {
    const why = `the UID in the precondition (${uid}) does not match the UID in record (${metadata.uid})`;
    throw conflict(kind, metadata.name, `${why}. The object might have been deleted and then recreated`);
  }
  if (resourceVersion && resourceVersion !== metadata.resourceVersion) {
    const record = metadata.resourceVersion;
    const why = `the ResourceVersion in the precondition (${resourceVersion}) does not match the ResourceVersion in record`;
    throw conflict(kind, metadata.name, `${why} (${record}). The object might have been modified`);
  }
}

/** Tells a pod to end within `asked` seconds; one that does not run goes at once. */
export function removePod(store: Store, object: StoredObject, asked: number | undefined): StoredObject {
  const { spec, status, metadata } = asPod(object);
  const over = status?.phase === 'Succeeded' || status?.phase === 'Failed';
  const wished = asked ?? spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS;
  const grace = !spec.nodeName || over ? 0 : wished < 0 ? 1 : wished;
  const current = metadata.deletionTimestamp ? metadata.deletionGracePeriodSeconds : undefined;
  if (current !== undefined && grace > 0 && (asked === undefined || grace >= current)) return object;
  const marked = markDeleted(store, 'pods', object, grace);
  return grace === 0 ? finish(store, 'pods', marked) : marked;
}

/** Says when an object is to be gone. A grace that was granted may be shortened, not prolonged. */
function markDeleted(store: Store, plural: string, object: StoredObject, grace: number): StoredObject {
  const { metadata } = object;
  const now = Date.now();
  const first = metadata.deletionTimestamp === undefined;
  const asked = first
    ? now
    : Date.parse(metadata.deletionTimestamp ?? '') - (metadata.deletionGracePeriodSeconds ?? 0) * 1000;
  return store.put(plural, {
    ...object,
    metadata: {
      ...metadata,
      ...(first && metadata.generation !== undefined && { generation: metadata.generation + 1 }),
      deletionTimestamp: kubeTime(new Date(asked + grace * 1000)),
      deletionGracePeriodSeconds: grace,
    },
  });
}

/** Takes an object that is marked out of the store, unless a finalizer holds it. */
export function finish(store: Store, plural: string, object: StoredObject): StoredObject {
  return (object.metadata.finalizers ?? []).length > 0 ? object : store.remove(plural, object);
}

/** What is in the namespace goes first; the controllers see to that and then to the namespace itself. */
function terminateNamespace(store: Store, object: StoredObject): StoredObject {
  if (object.metadata.deletionTimestamp) return object;
  const metadata = { ...object.metadata, deletionTimestamp: kubeTime() };
  return store.put('namespaces', { ...object, metadata, status: { phase: 'Terminating' } });
}

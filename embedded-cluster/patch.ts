import { forbiddenField } from './field-problems.ts';
import { isObject, type JsonObject, objectOr, type StoredObject } from './objects.ts';
import { parseJson } from './read-body.ts';
import type { Resource } from './resources.ts';
import { conflict, invalid, unsupportedMediaType } from './status-bodies.ts';
import type { Store } from './store.ts';
import { addedFinalizerCauses, metadataCauses } from './validate-metadata.ts';

export interface PatchRequest {
  readonly resource: Resource;
  readonly object: StoredObject;
  readonly subresource: string | undefined;
  readonly contentType: string | undefined;
  readonly body: string;
}

/**
 * Applies a JSON merge patch (RFC 7396) to an object's labels, annotations, finalizers and owners, or to its status.
 * Throws 415 for other patches, 409 for an older resource version, 422 for what may not change.
 */
export function patch(store: Store, request: PatchRequest): StoredObject {
  const { resource, object, subresource } = request;
  if (request.contentType?.split(';')[0] !== 'application/merge-patch+json') throw unsupportedMediaType();
  const change = parseJson(resource.kind, request.body);
  const { name, resourceVersion } = object.metadata;
  const expected = objectOr(change.metadata).resourceVersion;
  if (expected && expected !== resourceVersion) {
    const why = 'the object has been modified; please apply your changes to the latest version and try again';
    throw conflict(resource.plural, name, why);
  }
  const next = subresource === 'status' ? withStatus(object, change) : withMetadata(resource, object, change);
  if (JSON.stringify(next) === JSON.stringify(object)) return object;
  if (isLetGo(next)) {
    store.remove(resource.plural, next);
    return next;
  }
  return store.put(resource.plural, next);
}

/** The last finalizer of an object whose time is over lets it go. */
const isLetGo = ({ metadata }: StoredObject): boolean =>
  metadata.deletionTimestamp !== undefined &&
  !metadata.deletionGracePeriodSeconds &&
  (metadata.finalizers ?? []).length === 0;

const withStatus = (object: StoredObject, change: JsonObject): StoredObject => ({
  ...object,
  status: merged(object.status, change.status ?? {}),
});

const CHANGEABLE = ['labels', 'annotations', 'finalizers', 'ownerReferences'];

function withMetadata(resource: Resource, object: StoredObject, change: JsonObject): StoredObject {
  const wanted = objectOr(change.metadata);
  const changes = Object.fromEntries(Object.entries(wanted).filter(([field]) => CHANGEABLE.includes(field)));
  const metadata = objectOr(merged(object.metadata, changes));
  const { deletionTimestamp, finalizers = [] } = object.metadata;
  const after = Array.isArray(metadata.finalizers) ? metadata.finalizers.map(String) : [];
  const causes = [
    ...metadataCauses(resource.kind, metadata),
    ...(deletionTimestamp ? addedFinalizerCauses(finalizers, after) : []),
    ...(change.spec === undefined
      ? []
      : [forbiddenField('spec', 'the embedded cluster changes metadata and status only')]),
  ];
  if (causes.length > 0) throw invalid(resource.kind, object.metadata.name, causes);
  return { ...object, metadata: metadata as unknown as StoredObject['metadata'] };
}

function merged(target: unknown, change: unknown): unknown {
  if (!isObject(change)) return change;
  const result: Record<string, unknown> = { ...objectOr(target) };
  for (const [field, value] of Object.entries(change)) {
    if (value === null) delete result[field];
    else result[field] = merged(result[field], value);
  }
  return result;
}

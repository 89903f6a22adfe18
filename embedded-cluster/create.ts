import { randomBytes, randomUUID } from 'node:crypto';
import { withDefaults } from './defaults.ts';
import { unsupported } from './field-problems.ts';
import { type JsonObject, kubeTime, objectOr, type StoredObject } from './objects.ts';
import { parseObject } from './read-body.ts';
import type { Resource } from './resources.ts';
import { ApiError, alreadyExists, badRequest, type Cause, forbidden, invalid, notFound } from './status-bodies.ts';
import type { Store } from './store.ts';
import { claimCauses, eventCauses, volumeCauses } from './validate-claim.ts';
import { metadataCauses } from './validate-metadata.ts';
import { podCauses } from './validate-pod.ts';

export interface CreateRequest {
  readonly resource: Resource;
  readonly namespace: string | undefined;
  readonly query: URLSearchParams;
  readonly body: string;
}

/**
 * Stores a new object with what the server fills in, and returns it. Throws what kube-apiserver answers: 400 for what is
 * no such object, 404 for a missing namespace, 403 for one on its way out, 422 with every problem, 409 for a taken name.
 */
export function create(store: Store, { resource, namespace, query, body }: CreateRequest): StoredObject {
  const sent = parseObject(resource.kind, body);
  const dryRun = isDryRun('CreateOptions', query.getAll('dryRun'));
  const object = withDefaults(resource.kind, { ...sent, metadata: metadataFor(resource, namespace, sent) });
  const { metadata } = object as { metadata: JsonObject };
  assertNamespace(store, resource, namespace, String(metadata.name ?? ''));
  const causes = [...metadataCauses(resource.kind, metadata), ...causesOf(resource.kind, object)];
  const name = String(metadata.name ?? '');
  if (causes.length > 0) throw invalid(resource.kind, name, causes);
  if (store.get(resource.plural, namespace, name)) throw alreadyExists(resource.plural, name);
  const complete = { ...object, kind: resource.kind, apiVersion: 'v1' } as unknown as StoredObject;
  return dryRun ? complete : store.put(resource.plural, complete);
}

function causesOf(kind: string, object: JsonObject): Cause[] {
  if (kind === 'Pod') return podCauses(object);
  if (kind === 'PersistentVolumeClaim') return claimCauses(object);
  if (kind === 'PersistentVolume') return volumeCauses(object);
  return kind === 'Event' ? eventCauses(object) : [];
}

/** Whether `dryRun` asks for everything but the change. Throws a 422 for any value but `All`. */
export function isDryRun(kind: string, values: readonly string[]): boolean {
  const strange = values.filter((value) => value !== 'All');
  if (strange.length === 0) return values.length > 0;
  const message = `Unsupported value: ${JSON.stringify(strange)}: supported values: "All"`;
  throw invalid(kind, '', [{ ...unsupported('dryRun', '', []), message }], 'meta.k8s.io');
}

const PROTECTION: Readonly<Record<string, string>> = {
  PersistentVolumeClaim: 'kubernetes.io/pvc-protection',
  PersistentVolume: 'kubernetes.io/pv-protection',
};

function metadataFor(resource: Resource, namespace: string | undefined, sent: JsonObject): JsonObject {
  const metadata = objectOr(sent.metadata);
  if (metadata.resourceVersion) {
    throw new ApiError(500, undefined, 'resourceVersion should not be set on objects to be created');
  }
  if (namespace !== undefined && metadata.namespace !== undefined && metadata.namespace !== namespace) {
    throw badRequest('the namespace of the provided object does not match the namespace sent on the request');
  }
  const name = metadata.name || generatedName(metadata.generateName);
  const protection = PROTECTION[resource.kind];
  const finalizers = Array.isArray(metadata.finalizers) ? metadata.finalizers : [];
  const { creationTimestamp, deletionTimestamp, deletionGracePeriodSeconds, managedFields, ...kept } = metadata;
  return {
    ...kept,
    ...(name !== undefined && { name }),
    ...(namespace !== undefined && { namespace }),
    uid: randomUUID(),
    ...(resource.kind === 'Pod' && { generation: 1 }),
    creationTimestamp: kubeTime(),
    ...(protection && { finalizers: [...finalizers, protection] }),
    ...(resource.kind === 'Namespace' && {
      labels: { ...objectOr(metadata.labels), 'kubernetes.io/metadata.name': name },
    }),
  };
}

/** Vowels and look-alikes are left out, as in Kubernetes, so that no word is spelt by chance. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';
const GENERATED_BASE_LENGTH = 58;

function generatedName(prefix: unknown): string | undefined {
  if (typeof prefix !== 'string' || prefix === '') return undefined;
  const suffix = [...randomBytes(5)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return prefix.slice(0, GENERATED_BASE_LENGTH) + suffix;
}

function assertNamespace(store: Store, resource: Resource, namespace: string | undefined, name: string): void {
  if (namespace === undefined) return;
  const home = store.get('namespaces', undefined, namespace);
  if (!home) throw notFound('namespaces', namespace);
  if (!home.metadata.deletionTimestamp) return;
  const why = `unable to create new content in namespace ${namespace} because it is being terminated`;
  const message = `namespace ${namespace} is being terminated`;
  throw forbidden(resource.plural, name, why, [
    { reason: 'NamespaceTerminating', message, field: 'metadata.namespace' },
  ]);
}

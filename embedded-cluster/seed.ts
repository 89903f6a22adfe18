import { create } from './create.ts';
import { objectOr } from './objects.ts';
import { RESOURCES } from './resources.ts';
import type { Store } from './store.ts';

/** The namespaces that every cluster has. */
const FIRST = ['default', 'kube-system'];

/**
 * Creates the objects of a seed: a JSON list of namespaces, volumes and claims, in the order given. Throws what the API
 * would answer for an object that it refuses, and an `Error` for what is no list of known objects.
 */
export function seed(store: Store, text: string): void {
  const objects: unknown = JSON.parse(text);
  if (!Array.isArray(objects)) throw new Error('a seed is a JSON list of Kubernetes objects');
  const named = FIRST.map((name) => ({ kind: 'Namespace', metadata: { name } }));
  for (const object of [...named, ...objects.map(objectOr)]) {
    const resource = RESOURCES.find(({ kind }) => kind === object.kind);
    if (!resource) throw new Error(`a seed cannot hold an object of kind ${String(object.kind)}`);
    const namespace = resource.namespaced ? String(objectOr(object.metadata).namespace ?? 'default') : undefined;
    create(store, { resource, namespace, query: new URLSearchParams(), body: JSON.stringify(object) });
  }
}

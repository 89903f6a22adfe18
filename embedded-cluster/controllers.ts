import { settleClaims } from './claims.ts';
import { finish, remove } from './delete.ts';
import type { FaultBook } from './faults.ts';
import type { StoredObject } from './objects.ts';
import { RESOURCES } from './resources.ts';
import { schedule } from './scheduler.ts';
import type { Store } from './store.ts';

const NO_QUERY = new URLSearchParams();
const NAMESPACED = RESOURCES.filter(({ namespaced }) => namespaced);

/** Looks at the whole state after each change and moves it on; what is in order is left as it is. */
export function startControllers(store: Store, faults: FaultBook): void {
  let planned = false;
  const look = () => {
    planned = false;
    settleClaims(store);
    schedule(store, faults);
    collectOrphans(store);
    emptyNamespaces(store);
  };
  const plan = () => {
    if (planned) return;
    planned = true;
    setImmediate(look);
  };
  store.subscribe(plan);
  faults.onChange(plan);
  plan();
}

/** Removes what belonged to objects that are gone. Owners of kinds that this cluster does not have are taken as there. */
function collectOrphans(store: Store): void {
  // Events have no owners, and there are many of them.
  for (const resource of RESOURCES.filter(({ kind }) => kind !== 'Event')) {
    for (const object of store.all(resource.plural)) {
      const owners = object.metadata.ownerReferences ?? [];
      if (owners.length === 0 || object.metadata.deletionTimestamp) continue;
      if (owners.every((owner) => isGone(store, object, owner))) remove(store, resource, object, NO_QUERY, '');
    }
  }
}

function isGone(store: Store, { metadata }: StoredObject, owner: { kind: string; name: string; uid: string }): boolean {
  const resource = RESOURCES.find(({ kind }) => kind === owner.kind);
  if (!resource) return false;
  const namespace = resource.namespaced ? metadata.namespace : undefined;
  return store.get(resource.plural, namespace, owner.name)?.metadata.uid !== owner.uid;
}

function emptyNamespaces(store: Store): void {
  for (const namespace of store.all('namespaces')) {
    if (!namespace.metadata.deletionTimestamp) continue;
    const { name } = namespace.metadata;
    const content = NAMESPACED.flatMap((resource) =>
      store
        .all(resource.plural)
        .filter(({ metadata }) => metadata.namespace === name)
        .map((object) => ({ resource, object })),
    );
    for (const { resource, object } of content) {
      if (!object.metadata.deletionTimestamp) remove(store, resource, object, NO_QUERY, '');
    }
    if (content.length === 0) finish(store, 'namespaces', namespace);
  }
}

import { finish } from './delete.ts';
import { asClaim, asPod, asVolume, type StoredClaim, type StoredVolume } from './objects.ts';
import type { Store } from './store.ts';

/** Binds claims to volumes, and lets go of both when nobody uses them. Safe to repeat. */
export function settleClaims(store: Store): void {
  for (const object of store.all('persistentvolumes')) settleVolume(store, asVolume(object));
  for (const object of store.all('persistentvolumeclaims')) {
    const claim = asClaim(object);
    if (claim.metadata.deletionTimestamp) letGo(store, claim);
    else if (claim.status?.phase === 'Pending') bind(store, claim);
  }
}

function settleVolume(store: Store, volume: StoredVolume): void {
  const { claimRef } = volume.spec;
  const claim = claimRef && store.get('persistentvolumeclaims', claimRef.namespace, claimRef.name ?? '');
  const lost = claimRef?.uid !== undefined && claim?.metadata.uid !== claimRef.uid;
  const phase = lost ? 'Released' : claimRef?.uid === undefined ? 'Available' : 'Bound';
  const settled =
    volume.status?.phase === phase ? volume : store.put('persistentvolumes', { ...volume, status: { phase } });
  if (settled.metadata.deletionTimestamp && phase !== 'Bound')
    release(store, 'persistentvolumes', asVolume(settled), 'pv');
}

function bind(store: Store, claim: StoredClaim): void {
  const volume = store
    .all('persistentvolumes')
    .map(asVolume)
    .find((candidate) => fits(candidate, claim));
  if (!volume) return;
  const { name, namespace, uid, resourceVersion } = claim.metadata;
  const claimRef = { kind: 'PersistentVolumeClaim', apiVersion: 'v1', namespace, name, uid, resourceVersion };
  const spec = { ...volume.spec, claimRef };
  store.put('persistentvolumes', { ...volume, spec, status: { phase: 'Bound' } });
  const { accessModes, capacity } = volume.spec;
  store.put('persistentvolumeclaims', {
    ...claim,
    metadata: {
      ...claim.metadata,
      annotations: { ...claim.metadata.annotations, 'pv.kubernetes.io/bind-completed': 'yes' },
    },
    spec: { ...claim.spec, volumeName: volume.metadata.name },
    status: { phase: 'Bound', accessModes, capacity },
  });
}

function fits({ metadata, spec, status }: StoredVolume, claim: StoredClaim): boolean {
  const { claimRef } = spec;
  const mine = claimRef?.name === claim.metadata.name && claimRef.namespace === claim.metadata.namespace;
  if (metadata.deletionTimestamp || status?.phase === 'Released' || (claimRef && !mine)) return false;
  if (claimRef?.uid !== undefined && claimRef.uid !== claim.metadata.uid) return false;
  if (claim.spec.volumeName) return claim.spec.volumeName === metadata.name;
  const wanted = (claim.spec.resources?.requests as { storage?: string } | undefined)?.storage;
  return (
    (spec.storageClassName ?? '') === (claim.spec.storageClassName ?? '') &&
    (claim.spec.accessModes ?? []).every((mode) => spec.accessModes?.includes(mode)) &&
    bytes(spec.capacity?.storage) >= bytes(wanted)
  );
}

const UNITS = ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'];
const DECIMAL = ['', 'k', 'M', 'G', 'T', 'P', 'E'];

/** A quantity such as `10Gi` in bytes; what cannot be read counts as nothing. */
function bytes(quantity: string | undefined): number {
  const [, number = '0', unit = ''] = /^([\d.]+)([A-Za-z]*)$/.exec(quantity ?? '') ?? [];
  if (DECIMAL.includes(unit)) return Number(number) * 1000 ** DECIMAL.indexOf(unit);
  return Number(number) * 1024 ** Math.max(0, UNITS.indexOf(unit));
}

/** A claim stays as long as there is a pod on a node that mounts it. */
function letGo(store: Store, claim: StoredClaim): void {
  const { namespace, name } = claim.metadata;
  const used = store
    .all('pods')
    .map(asPod)
    .some(
      ({ metadata, spec }) =>
        metadata.namespace === namespace &&
        spec.nodeName !== undefined &&
        (spec.volumes ?? []).some(({ persistentVolumeClaim }) => persistentVolumeClaim?.claimName === name),
    );
  if (!used) release(store, 'persistentvolumeclaims', claim, 'pvc');
}

function release(store: Store, plural: string, object: StoredClaim | StoredVolume, kind: 'pv' | 'pvc'): void {
  const finalizers = (object.metadata.finalizers ?? []).filter((name) => name !== `kubernetes.io/${kind}-protection`);
  if (finalizers.length === object.metadata.finalizers?.length) return;
  const freed = { ...object, metadata: { ...object.metadata, finalizers } };
  if (finalizers.length > 0) store.put(plural, freed);
  else finish(store, plural, freed);
}

import type { ResolvedHomes } from '#lib/homes/resolve.ts';
import type { Volume, VolumeMount } from '#lib/storage/kube-objects.ts';
import type { RunKind } from './states.ts';

/** Where the homes are in the container that works on them. */
export const OLD_HOME = '/homes/old';
export const NEW_HOME = '/homes/new';
const HOMES = 'homes';
const OLD = 'old-home';
const NEW = 'new-home';

/** The whole volume, read-only, for the container that looks for the homes. */
export const VOLUME_MOUNT = { name: HOMES, mountPath: '/volume', readOnly: true } as const satisfies VolumeMount;

type SharedVolume = Extract<ResolvedHomes, { layout: 'shared' }>['volume'];

/** One entry for each volume, however often it is mounted. */
export function homeVolumes(homes: ResolvedHomes): readonly Volume[] {
  if (homes.layout === 'claimPerUser') {
    const { oldClaim, newClaim } = homes;
    return [
      ...(oldClaim === null ? [] : [{ name: OLD, persistentVolumeClaim: { claimName: oldClaim } }]),
      { name: NEW, persistentVolumeClaim: { claimName: newClaim } },
    ];
  }
  return sharedVolumes(homes.volume);
}

/** The volume that all homes lie in. */
export function sharedVolumes({ nfs, persistentVolumeClaim, hostPath }: SharedVolume): readonly Volume[] {
  return [
    {
      name: HOMES,
      ...(nfs && { nfs }),
      ...(persistentVolumeClaim && { persistentVolumeClaim }),
      // Without a type, the kubelet would make a folder that is missing.
      ...(hostPath && { hostPath: { path: hostPath.path, type: 'Directory' } }),
    },
  ];
}

/** The homes that a run of this kind works on and nothing else; the old one cannot be written, by a check neither. */
export function homeMounts(homes: ResolvedHomes, kind: RunKind): readonly VolumeMount[] {
  const [old, fresh] = places(homes);
  return [
    ...(old ? [{ ...old, mountPath: OLD_HOME, readOnly: true }] : []),
    { ...fresh, mountPath: NEW_HOME, ...(kind === 'check' && { readOnly: true }) },
  ];
}

type Place = Pick<VolumeMount, 'name' | 'subPath'>;

/** Where the two homes lie in the volumes; no old one where the run has nothing to do with it. */
function places(homes: ResolvedHomes): readonly [Place | null, Place] {
  if (homes.layout === 'claimPerUser') return [homes.oldClaim === null ? null : { name: OLD }, { name: NEW }];
  const { oldPath, newPath } = homes;
  return [oldPath === null ? null : { name: HOMES, subPath: oldPath }, { name: HOMES, subPath: newPath }];
}

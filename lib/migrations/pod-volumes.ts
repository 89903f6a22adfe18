import type { ResolvedHomes } from '#lib/homes/resolve.ts';
import type { Volume, VolumeMount } from '#lib/storage/kube-objects.ts';

/** Where the two homes are in the container that copies. */
export const OLD_HOME = '/homes/old';
export const NEW_HOME = '/homes/new';
const HOMES = 'homes';
const OLD = 'old-home';
const NEW = 'new-home';

/** The whole volume, read-only, for the container that looks for the homes. */
export const VOLUME_MOUNT = { name: HOMES, mountPath: '/volume', readOnly: true } as const satisfies VolumeMount;

/** One entry for each volume, however often it is mounted. */
export function homeVolumes(homes: ResolvedHomes): readonly Volume[] {
  if (homes.layout === 'claimPerUser') {
    return [
      { name: OLD, persistentVolumeClaim: { claimName: homes.oldClaim } },
      { name: NEW, persistentVolumeClaim: { claimName: homes.newClaim } },
    ];
  }
  const { nfs, persistentVolumeClaim, hostPath } = homes.volume;
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

/** The two homes and nothing else; the old one cannot be written. */
export function homeMounts(homes: ResolvedHomes): readonly VolumeMount[] {
  if (homes.layout === 'claimPerUser') {
    return [
      { name: OLD, mountPath: OLD_HOME, readOnly: true },
      { name: NEW, mountPath: NEW_HOME },
    ];
  }
  return [
    { name: HOMES, mountPath: OLD_HOME, subPath: homes.oldPath, readOnly: true },
    { name: HOMES, mountPath: NEW_HOME, subPath: homes.newPath },
  ];
}

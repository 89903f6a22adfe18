import { existsSync, mkdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Container, Volume } from '#lib/storage/kube-objects.ts';
import { asClaim, asVolume, type StoredPod } from './objects.ts';
import type { Store } from './store.ts';

/** A volume that this cluster cannot offer, or not now: the pod waits, and the event says why. */
export class MountError extends Error {}

/** A mount that no retry helps: the container cannot be made. */
export class ConfigError extends Error {}

/** The local folder of each of a pod's volumes. Throws `MountError`. */
export function volumeFolders(store: Store, pod: StoredPod, scratch: string): Map<string, string> {
  const volumes = pod.spec.volumes ?? [];
  return new Map(volumes.map((volume) => [volume.name, volumeFolder(store, pod, volume, scratch)]));
}

function volumeFolder(store: Store, pod: StoredPod, volume: Volume, scratch: string): string {
  if (volume.hostPath) return hostFolder(volume.name, volume.hostPath);
  if (volume.persistentVolumeClaim) {
    const { claimName } = volume.persistentVolumeClaim;
    const claim = store.get('persistentvolumeclaims', pod.metadata.namespace, claimName);
    const bound = claim && store.get('persistentvolumes', undefined, asClaim(claim).spec.volumeName ?? '');
    const hostPath = bound && asVolume(bound).spec.hostPath;
    if (!hostPath)
      throw new MountError(
        `MountVolume.SetUp failed for volume "${volume.name}" : claim "${claimName}" has no hostPath volume`,
      );
    return hostFolder(volume.name, hostPath);
  }
  if (volume.emptyDir) {
    const folder = join(scratch, 'volumes', volume.name);
    mkdirSync(folder, { recursive: true });
    return folder;
  }
  throw new MountError(
    `MountVolume.SetUp failed for volume "${volume.name}" : the embedded cluster mounts hostPath, claims and emptyDir only`,
  );
}

function hostFolder(name: string, { path, type }: { readonly path: string; readonly type?: string }): string {
  const found = existsSync(path) && statSync(path).isDirectory();
  if (type === 'Directory' && !found) {
    throw new MountError(
      `MountVolume.SetUp failed for volume "${name}" : hostPath type check failed: ${path} is not a directory`,
    );
  }
  try {
    if (!found) mkdirSync(path, { recursive: true, mode: 0o755 });
    return path;
  } catch (error) {
    throw new MountError(`MountVolume.SetUp failed for volume "${name}" : ${String(error)}`);
  }
}

/** Where each mount path of a container is on this machine. Throws `ConfigError` for a subPath that leaves its volume. */
export function mountFolders(container: Container, volumes: ReadonlyMap<string, string>): Map<string, string> {
  const mounts = (container.volumeMounts ?? []).map(({ name, mountPath, subPath }): [string, string] => {
    const folder = volumes.get(name) ?? '';
    if (!subPath) return [mountPath, folder];
    const within = withinVolume(folder, subPath);
    if (within) return [mountPath, within];
    throw new ConfigError(`failed to prepare subPath for volumeMount "${name}" of container "${container.name}"`);
  });
  return new Map(mounts);
}

/**
 * A path inside a volume; what is missing is made, as kubelet does. Undefined where it, or a link on the way, leads out
 * of the volume or to a file's inside.
 */
function withinVolume(folder: string, subPath: string): string | undefined {
  const root = realpathSync(folder);
  let current = root;
  for (const part of subPath.split('/').filter((name) => name !== '' && name !== '.')) {
    if (part === '..') return undefined;
    const next = join(current, part);
    try {
      mkdirSync(next, { mode: 0o755 });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') return undefined;
    }
    current = resolved(next);
    if (current !== root && !current.startsWith(root + sep)) return undefined;
  }
  return current;
}

/** A link that leads nowhere is outside every volume. */
function resolved(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return sep;
  }
}

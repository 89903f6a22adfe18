import 'server-only';
import type { KubeVolume } from '../kube-objects.ts';
import type { Timeout } from '../timeout.ts';
import type { KubeConnection } from './connection.ts';

/** Reads one persistent volume, which lies in no namespace. Throws `KubernetesError` and the budget's `TimeoutError`. */
export function readVolume(connection: KubeConnection, name: string, timeout: Timeout): Promise<KubeVolume> {
  const path = `/api/v1/persistentvolumes/${encodeURIComponent(name)}`;
  return connection.request<KubeVolume>('read', { kind: 'PersistentVolume', name }, { path, timeout });
}

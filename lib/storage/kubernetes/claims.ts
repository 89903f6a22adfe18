import 'server-only';
import type { KubeClaim } from '../kube-objects.ts';
import type { KubeConnection } from './connection.ts';
import { ObjectStorage } from './objects.ts';

/** The persistent volume claims of one namespace. */
export class ClaimStorage extends ObjectStorage<KubeClaim> {
  constructor(connection: KubeConnection, namespace: string) {
    super(connection, 'PersistentVolumeClaim', 'persistentvolumeclaims', namespace);
  }
}

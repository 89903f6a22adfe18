import 'server-only';
import type { KubePod } from '../kube-objects.ts';
import type { KubeConnection } from './connection.ts';
import { ObjectStorage } from './objects.ts';

/** The pods of one namespace. */
export class PodStorage extends ObjectStorage<KubePod> {
  constructor(connection: KubeConnection, namespace: string) {
    super(connection, 'Pod', 'pods', namespace);
  }
}

import 'server-only';
import type { KubeEvent } from '../kube-objects.ts';
import type { Timeout } from '../timeout.ts';
import type { KubeConnection } from './connection.ts';
import { listAll } from './list.ts';

/** What the cluster says happened in one namespace. It forgets after an hour or so. */
export class EventStorage {
  readonly #connection: KubeConnection;
  readonly #namespace: string;

  constructor(connection: KubeConnection, namespace: string) {
    this.#connection = connection;
    this.#namespace = namespace;
  }

  /** All events. Throws `KubernetesError` (403 where the Role does not allow it) and `TimeoutError`. */
  async list(timeout: Timeout): Promise<KubeEvent[]> {
    return await this.#list(undefined, timeout);
  }

  /** The events of one object. */
  async ofObject(uid: string, timeout: Timeout): Promise<KubeEvent[]> {
    return await this.#list(`involvedObject.uid=${uid}`, timeout);
  }

  async #list(fieldSelector: string | undefined, timeout: Timeout): Promise<KubeEvent[]> {
    const path = `/api/v1/namespaces/${encodeURIComponent(this.#namespace)}/events`;
    const object = { kind: 'Event', namespace: this.#namespace };
    return (await listAll<KubeEvent>(this.#connection, object, { path, query: { fieldSelector }, timeout })).items;
  }
}

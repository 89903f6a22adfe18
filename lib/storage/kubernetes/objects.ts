import 'server-only';
import { hasStatus, type ObjectRef } from '../errors.ts';
import type { KubeObject } from '../kube-objects.ts';
import type { Timeout } from '../timeout.ts';
import type { KubeConnection } from './connection.ts';
import { listAll } from './list.ts';

export interface DeleteOptions {
  /** Delete only the object with this UID; a namesake counts as gone. */
  readonly uid?: string | undefined;
  readonly gracePeriodSeconds?: number | undefined;
}

/** Objects of one kind in one namespace. Every call throws `KubernetesError` and the budget's `TimeoutError`. */
export class ObjectStorage<T extends KubeObject> {
  readonly #connection: KubeConnection;
  readonly #kind: string;
  readonly #path: string;
  readonly namespace: string;

  constructor(connection: KubeConnection, kind: string, plural: string, namespace: string) {
    this.#connection = connection;
    this.#kind = kind;
    this.#path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/${plural}`;
    this.namespace = namespace;
  }

  /** Creates; status 409 where the name is taken. */
  async create(object: T, timeout: Timeout): Promise<T> {
    const request = { method: 'POST', path: this.#path, body: object, timeout } as const;
    return await this.#connection.request<T>('create', this.#ref(object.metadata.name), request);
  }

  /** Whether the cluster would create it: everything is checked and nothing made. Throws as `create` does. */
  async tryCreate(object: T, timeout: Timeout): Promise<void> {
    const request = { method: 'POST', path: this.#path, query: { dryRun: 'All' }, body: object, timeout } as const;
    await this.#connection.request<unknown>('create', this.#ref(object.metadata.name), request);
  }

  /** The object as it is now, or undefined where there is none. */
  async read(name: string, timeout: Timeout): Promise<T | undefined> {
    try {
      return await this.#connection.request<T>('read', this.#ref(name), { path: this.#pathOf(name), timeout });
    } catch (error) {
      if (hasStatus(error, 404)) return undefined;
      throw error;
    }
  }

  async list(labelSelector: string | undefined, timeout: Timeout): Promise<T[]> {
    const request = { path: this.#path, query: { labelSelector }, timeout };
    return (await listAll<T>(this.#connection, this.#ref(), request)).items;
  }

  /** Asks the cluster to delete; what is gone already is deleted. Does not wait until it is gone. */
  async delete(name: string, { uid, gracePeriodSeconds }: DeleteOptions, timeout: Timeout): Promise<void> {
    const preconditions = uid === undefined ? undefined : { uid };
    const body = { kind: 'DeleteOptions', apiVersion: 'v1', gracePeriodSeconds, preconditions };
    try {
      const request = { method: 'DELETE', path: this.#pathOf(name), body, timeout } as const;
      await this.#connection.request<unknown>('delete', this.#ref(name), request);
    } catch (error) {
      if (hasStatus(error, 404)) return;
      if (hasStatus(error, 409) && uid !== undefined && (await this.read(name, timeout))?.metadata.uid !== uid) return;
      throw error;
    }
  }

  #ref(name?: string): ObjectRef {
    return { kind: this.#kind, namespace: this.namespace, name };
  }

  #pathOf(name: string): string {
    return `${this.#path}/${encodeURIComponent(name)}`;
  }
}

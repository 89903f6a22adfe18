import 'server-only';
import { hasStatus, type ObjectRef } from '../errors.ts';
import type { KubeObject } from '../kube-objects.ts';
import type { Timeout } from '../timeout.ts';
import type { KubeConnection, Query } from './connection.ts';

interface Page<T> {
  readonly items: readonly T[] | null;
  readonly metadata: { readonly resourceVersion?: string; readonly continue?: string };
}

export interface Listed<T> {
  readonly items: T[];
  /** From where a watch sees everything that the list does not. */
  readonly resourceVersion: string;
}

export interface ListRequest {
  readonly path: string;
  readonly query?: Query;
  readonly timeout: Timeout;
  readonly signal?: AbortSignal | undefined;
  readonly pageSize?: number;
}

const PAGE_SIZE = 500;

/**
 * Lists all objects, page by page; begins again once where the cluster has forgotten the first page meanwhile (410).
 * Throws `KubernetesError` and `TimeoutError`.
 */
export async function listAll<T extends KubeObject>(
  connection: KubeConnection,
  object: ObjectRef,
  request: ListRequest,
): Promise<Listed<T>> {
  try {
    return await listPages(connection, object, request);
  } catch (error) {
    if (!hasStatus(error, 410)) throw error;
    return await listPages(connection, object, request);
  }
}

async function listPages<T>(connection: KubeConnection, object: ObjectRef, request: ListRequest): Promise<Listed<T>> {
  const { path, timeout, signal, pageSize = PAGE_SIZE } = request;
  const items: T[] = [];
  let next: string | undefined;
  for (;;) {
    const query = { ...request.query, limit: pageSize, continue: next };
    const page = await connection.request<Page<T>>('list', object, { path, query, timeout, signal });
    items.push(...(page.items ?? []));
    next = page.metadata.continue || undefined;
    if (!next) return { items, resourceVersion: page.metadata.resourceVersion ?? '' };
  }
}

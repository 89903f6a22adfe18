import 'server-only';
import { KubernetesError, type ObjectRef } from '../errors.ts';
import type { KubeObject } from '../kube-objects.ts';
import type { Timeout } from '../timeout.ts';
import type { KubeConnection, Query } from './connection.ts';

export type WatchEventType = 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK';

export interface WatchEvent<T> {
  readonly type: WatchEventType;
  /** Of a bookmark only the resource version. */
  readonly object: T;
}

export interface WatchRequest {
  readonly path: string;
  readonly query?: Query;
  readonly resourceVersion: string;
  /** After this the server is asked to end the watch, in milliseconds. */
  readonly lastsMs: number;
  /** Within this the watch must be open. */
  readonly timeout: Timeout;
  readonly signal?: AbortSignal | undefined;
  readonly idleMs: number;
}

/** The largest object a watch takes; etcd refuses larger ones long before. */
const MAX_EVENT_BYTES = 8 * 1024 * 1024;
const TYPES: ReadonlySet<string> = new Set<WatchEventType>(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK']);

/**
 * Watches from a resource version on, until the server ends it. An `ERROR` event is thrown as `KubernetesError` with its
 * code (410: too old), and so is a line that is no event (reason `InvalidAnswer`).
 */
export async function openWatch<T extends KubeObject>(
  connection: KubeConnection,
  object: ObjectRef,
  { path, query, resourceVersion, lastsMs, timeout, signal, idleMs }: WatchRequest,
): Promise<AsyncIterable<WatchEvent<T>>> {
  const timeoutSeconds = Math.max(1, Math.ceil(lastsMs / 1000));
  const lines = await connection.stream('watch', object, {
    path,
    query: { ...query, watch: true, allowWatchBookmarks: true, resourceVersion, timeoutSeconds },
    timeout,
    signal,
    idleMs,
    maxLineBytes: MAX_EVENT_BYTES,
  });
  return events<T>(object, lines);
}

async function* events<T extends KubeObject>(ref: ObjectRef, lines: AsyncIterable<string>) {
  for await (const line of lines) {
    if (line.trim() !== '') yield parseEvent<T>(ref, line);
  }
}

function parseEvent<T extends KubeObject>(ref: ObjectRef, line: string): WatchEvent<T> {
  const fail = (status: number, reason: string, detail: string, cause?: unknown) =>
    new KubernetesError('watch', ref, { status, reason, detail }, { cause });
  let event: { type?: unknown; object?: T & { code?: number; reason?: string; message?: string } };
  try {
    event = JSON.parse(line);
  } catch (cause) {
    throw fail(200, 'InvalidAnswer', line.slice(0, 200), cause);
  }
  const { type, object } = event;
  if (type === 'ERROR') throw fail(object?.code ?? 500, object?.reason ?? 'Unknown', object?.message ?? '');
  if (!isType(type) || !object?.metadata) throw fail(200, 'InvalidAnswer', line.slice(0, 200));
  return { type, object };
}

const isType = (type: unknown): type is WatchEventType => typeof type === 'string' && TYPES.has(type);

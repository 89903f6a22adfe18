import 'server-only';
import type { Log } from '#lib/log.ts';
import { hasStatus, isKubernetesError, type ObjectRef } from '../errors.ts';
import type { KubeObject } from '../kube-objects.ts';
import { Timeout } from '../timeout.ts';
import { Backoff } from './backoff.ts';
import { type KubeConnection, type Query, SILENT } from './connection.ts';
import { listAll } from './list.ts';
import { openWatch } from './watch.ts';

export interface ReflectorStatus {
  /** `syncing` while it lists, `live` while it watches, `retrying` from a failure until it watches again. */
  readonly state: 'syncing' | 'live' | 'retrying';
  readonly since: Date;
  /** What went wrong last, while retrying. */
  readonly error: Error | undefined;
}

export interface ReflectorHandlers<T> {
  /** All there is now. What is missing was deleted while nobody looked. */
  replace(items: readonly T[]): void;
  /** One change, in order. A deleted object comes as it last was. */
  event(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: T): void;
  status(status: ReflectorStatus): void;
  /** The cluster was heard, if only to say that nothing has changed. */
  heard?(): void;
}

export interface ReflectorOptions {
  readonly connection: KubeConnection;
  readonly object: ObjectRef;
  readonly path: string;
  readonly query?: Query;
  readonly log: Log;
  /** No watch lasts longer, in milliseconds; some networks drop longer ones silently. */
  readonly reconnectTimeout: number;
  /** A watch on which nothing was heard for so long is given up. The API server sends a bookmark about every minute. */
  readonly idleMs?: number;
  readonly listTimeoutMs?: number;
  readonly pageSize?: number;
  readonly backoff?: { readonly baseMs: number; readonly maxMs: number };
}

const DEFAULTS = { idleMs: 100_000, listTimeoutMs: 30_000, pageSize: 500, backoff: { baseMs: 500, maxMs: 30_000 } };
/** A watch that ends sooner, without an event, is a failure: the next one waits. */
const TOO_SHORT_MS = 1_000;

/**
 * Keeps its handlers in step with the cluster: lists, then watches, for as long as it runs and whatever happens in
 * between. A handler that throws is logged and does no other harm.
 */
export class Reflector<T extends KubeObject> {
  readonly #options: ReflectorOptions & typeof DEFAULTS;
  readonly #handlers: ReflectorHandlers<T>;
  readonly #stop = new AbortController();
  readonly #backoff: Backoff;
  #done: Promise<void> | undefined;
  #resourceVersion: string | undefined;
  #status: ReflectorStatus | undefined;

  constructor(options: ReflectorOptions, handlers: ReflectorHandlers<T>) {
    this.#options = { ...DEFAULTS, ...options };
    this.#handlers = handlers;
    this.#backoff = new Backoff(this.#options.backoff);
  }

  /** Starts; a second call does nothing. */
  start(): void {
    this.#done ??= this.#run();
  }

  /** Ends for good. Resolves when no call is open any more; no handler is called after it was called. */
  async stop(): Promise<void> {
    this.#stop.abort(new Error('stopped'));
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      try {
        if (this.#resourceVersion === undefined) await this.#list();
        await this.#watch(this.#resourceVersion ?? '');
      } catch (error) {
        if (this.#stop.signal.aborted) return;
        this.#failed(error instanceof Error ? error : new Error(String(error)));
      }
      await this.#backoff.wait(this.#stop.signal);
    }
  }

  async #list(): Promise<void> {
    // While in trouble it stays in trouble, until a watch is open: a list alone may succeed again and again.
    if (this.#status?.state !== 'retrying') this.#tell('syncing');
    const { connection, object, path, query = {}, pageSize, listTimeoutMs } = this.#options;
    const timeout = new Timeout(`Listing every ${object.kind}`, listTimeoutMs);
    const listed = await listAll<T>(connection, object, { path, query, pageSize, timeout, signal: this.#stop.signal });
    this.#call(() => this.#handlers.heard?.());
    this.#call(() => this.#handlers.replace(listed.items));
    this.#resourceVersion = listed.resourceVersion;
  }

  async #watch(resourceVersion: string): Promise<void> {
    const { connection, object, path, query = {}, reconnectTimeout, idleMs, listTimeoutMs } = this.#options;
    const lastsMs = reconnectTimeout * (0.6 + Math.random() * 0.3);
    const began = performance.now();
    const timeout = new Timeout(`Opening the watch of every ${object.kind}`, listTimeoutMs);
    const watch = { path, query, resourceVersion, lastsMs, timeout, signal: this.#stop.signal };
    // A server that does not end the watch as asked is as good as silent, and one that goes on is left.
    const events = await openWatch<T>(connection, object, { ...watch, idleMs: Math.min(idleMs, reconnectTimeout) });
    this.#tell('live');
    this.#call(() => this.#handlers.heard?.());
    let heard = false;
    for await (const { type, object: changed } of events) {
      heard = true;
      this.#backoff.reset();
      this.#resourceVersion = changed.metadata.resourceVersion ?? this.#resourceVersion;
      this.#call(() => this.#handlers.heard?.());
      if (type !== 'BOOKMARK') this.#call(() => this.#handlers.event(type, changed));
      if (performance.now() - began > reconnectTimeout) break;
    }
    const long = performance.now() - began >= Math.min(TOO_SHORT_MS, lastsMs / 2);
    if (heard || long) this.#backoff.reset();
    else this.#backoff.failed();
  }

  /** Decides whether the next watch may go on from where this one was, and whether this is trouble to tell. */
  #failed(error: Error): void {
    const lostConnection = isKubernetesError(error) && (error.status === 0 || error.status === 429);
    const silent = isKubernetesError(error) && error.reason === SILENT;
    if (!lostConnection || silent) this.#resourceVersion = undefined;
    const expired = hasStatus(error, 410);
    // Silence, and one forgotten version, are answered by a new list at once; if that fails, there is trouble.
    const quiet = (expired || silent) && this.#backoff.failures === 0;
    if (!silent) this.#backoff.failed();
    if (quiet) return;
    const { object } = this.#options;
    if (this.#status?.state !== 'retrying') {
      this.#options.log.warn('lost touch with the cluster', { kind: object.kind, namespace: object.namespace, error });
    }
    this.#tell('retrying', error);
  }

  #tell(state: ReflectorStatus['state'], error?: Error): void {
    const since = this.#status?.state === state ? this.#status.since : new Date();
    const status: ReflectorStatus = { state, since, error };
    this.#status = status;
    this.#call(() => this.#handlers.status(status));
  }

  #call(handler: () => void): void {
    if (this.#stop.signal.aborted) return;
    try {
      handler();
    } catch (error) {
      this.#options.log.error('a handler of cluster changes threw', { kind: this.#options.object.kind, error });
    }
  }
}

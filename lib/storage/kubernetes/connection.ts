import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { type Dispatcher, request } from 'undici';
import { VERSION } from '#lib/version.ts';
import { KubernetesError, type ObjectRef } from '../errors.ts';
import { splitLines } from '../lines.ts';
import type { Timeout } from '../timeout.ts';
import { Call } from './call.ts';
import type { KubeCredentials } from './credentials.ts';

/** Which cluster: a kubeconfig (by default where kubectl looks) and a context of it, or the one this pod runs in. */
export type KubeTarget = { readonly kubeconfig?: string; readonly context?: string } | { readonly inCluster: true };

export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

export interface KubeRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: Query;
  readonly body?: unknown;
  readonly timeout: Timeout;
  readonly signal?: AbortSignal | undefined;
}

export interface KubeStream extends Omit<KubeRequest, 'method' | 'body'> {
  /** Fails with reason `Silent` when nothing comes for so long, in milliseconds; by default never. */
  readonly idleMs?: number;
  /** A longer line is cut there, in bytes. */
  readonly maxLineBytes?: number;
}

/** Reason of the error of a stream on which nothing came for too long. */
export const SILENT = 'Silent';
const MAX_RETRIES = 3;
/** What the client library calls the cluster around a pod. */
const IN_CLUSTER = 'inCluster';

/** One cluster as one user: every call to it goes through one pool of connections, with a deadline and a signal. */
export class KubeConnection {
  readonly serverUrl: string;
  /** As in the kubeconfig; empty where the service account of a pod is used, which names none. */
  readonly clusterName: string;
  readonly defaultNamespace: string;
  readonly #credentials: KubeCredentials;

  constructor(credentials: KubeCredentials) {
    this.#credentials = credentials;
    this.serverUrl = credentials.cluster.server.replace(/\/+$/, '');
    this.clusterName = credentials.cluster.name === IN_CLUSTER ? '' : credentials.cluster.name;
    this.defaultNamespace = credentials.namespace;
  }

  /**
   * One call, its answer as JSON. An answer 429 with `Retry-After` is heeded up to three times where the call may be
   * repeated and the budget allows. Throws `KubernetesError` (status 0 where no answer came), the budget's
   * `TimeoutError`, or whatever reason `signal` was aborted with.
   */
  async request<T>(verb: string, object: ObjectRef, options: KubeRequest): Promise<T> {
    const call = new Call(verb, object, options.timeout, options.signal);
    try {
      for (let tried = 0; ; tried++) {
        const { statusCode, headers, body } = await this.#send(call, options);
        const text = await body.text();
        if (statusCode >= 200 && statusCode < 300) return parse<T>(call, statusCode, text);
        const pauseMs = options.method === 'POST' || tried >= MAX_RETRIES ? undefined : pauseOf(statusCode, headers);
        if (pauseMs === undefined || pauseMs >= options.timeout.left()) throw call.refusal(statusCode, text);
        await delay(pauseMs, undefined, { signal: call.signal });
      }
    } catch (error) {
      throw call.failure(error);
    } finally {
      call.release();
    }
  }

  /**
   * Opens a watch or a log; `timeout` is for the answer to begin. The lines end when the server ends them, and throw as
   * `request` does. Leaving the loop, or aborting `signal`, closes the connection: one of the two must happen.
   */
  async stream(verb: string, object: ObjectRef, options: KubeStream): Promise<AsyncIterable<string>> {
    const call = new Call(verb, object, options.timeout, options.signal);
    try {
      const { statusCode, body } = await this.#send(call, options);
      if (statusCode !== 200) throw call.refusal(statusCode, await body.text());
      // Without a listener, a reset before the first line is read would end the process.
      body.on('error', () => {});
      call.answered();
      return this.#lines(call, body, options);
    } catch (error) {
      call.release();
      throw call.failure(error);
    }
  }

  /** Ends every connection; calls under way fail. */
  async close(): Promise<void> {
    await this.#credentials.close();
  }

  async #send(call: Call, { method = 'GET', path, query = {}, body }: KubeRequest): Promise<Dispatcher.ResponseData> {
    const { headers, dispatcher } = await call.race(this.#credentials.forCall());
    const url = new URL(this.serverUrl + path);
    for (const [key, value] of Object.entries(query)) {
      if (value !== undefined) url.searchParams.set(key, String(value));
    }
    return await request(url, {
      method,
      dispatcher,
      signal: call.signal,
      headers: {
        ...headers,
        accept: 'application/json, */*',
        'user-agent': `rehome/${VERSION}`,
        ...(body === undefined ? {} : { 'content-type': contentType(method) }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  }

  async *#lines(call: Call, body: Dispatcher.ResponseData['body'], { idleMs, maxLineBytes }: KubeStream) {
    try {
      yield* splitLines(withoutSilence(call, body, idleMs), maxLineBytes);
    } catch (error) {
      throw call.failure(error);
    } finally {
      call.release();
      body.destroy();
    }
  }
}

/**
 * Connects to a cluster; nothing is sent before the first call. The client library is loaded here and not before, since
 * that alone takes half a second. Throws `RehomeError` (`invalid`) for a kubeconfig that cannot be used.
 */
export async function connectKube(target: KubeTarget): Promise<KubeConnection> {
  const { loadCredentials } = await import('./credentials.ts');
  return new KubeConnection(loadCredentials(target));
}

const contentType = (method: string) => (method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');

function parse<T>(call: Call, status: number, text: string): T {
  try {
    return JSON.parse(text);
  } catch (cause) {
    const answer = { status, reason: 'InvalidAnswer', detail: text.slice(0, 200) };
    throw new KubernetesError(call.verb, call.object, answer, { cause });
  }
}

/** How long the server asks us to wait, in milliseconds, if it does. */
function pauseOf(status: number, headers: Dispatcher.ResponseData['headers']): number | undefined {
  const seconds = Number(headers['retry-after']);
  return status === 429 && headers['retry-after'] !== undefined && seconds >= 0 ? seconds * 1000 : undefined;
}

/** The chunks of a body; the call is aborted when the next one is not there within `idleMs`. */
async function* withoutSilence(call: Call, body: AsyncIterable<Uint8Array>, idleMs: number | undefined) {
  if (idleMs === undefined) return yield* body;
  const answer = { status: 0, reason: SILENT, detail: `nothing was heard for ${Math.round(idleMs / 1000)} s` };
  const silent = () => call.abort(new KubernetesError(call.verb, call.object, answer));
  let timer: NodeJS.Timeout | undefined;
  const chunks = body[Symbol.asyncIterator]();
  try {
    for (;;) {
      timer = setTimeout(silent, idleMs).unref();
      const next = await chunks.next();
      clearTimeout(timer);
      if (next.done) return;
      yield next.value;
    }
  } finally {
    clearTimeout(timer);
  }
}

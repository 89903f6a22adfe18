import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeObject } from '../kube-objects.ts';

export interface Seen {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** Answers a request itself (true), or leaves it to the server. */
export type Fault = (seen: Seen, response: ServerResponse) => boolean;

/**
 * A server that answers one list and its watches like the API server, and goes wrong in every way a test asks for. It knows no
 * rule of Kubernetes: what needs those is tested on the embedded cluster.
 */
export class FaultServer {
  readonly objects = new Map<string, KubeObject>();
  readonly watches = new Set<ServerResponse>();
  readonly requests: Seen[] = [];
  readonly sockets = new Set<Socket>();
  connections = 0;
  fault: Fault | undefined;
  #version = 100;
  #folder = '';
  readonly #server = createServer((request, response) => void this.#receive(request, response));

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get kubeconfig(): string {
    return join(this.#folder, 'kubeconfig');
  }

  async start(): Promise<this> {
    this.#server.on('connection', (socket) => {
      this.connections++;
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
    });
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.#folder = await mkdtemp(join(tmpdir(), 'rehome-fault-'));
    await this.configure({ token: 'a-token' });
    return this;
  }

  /** Writes a kubeconfig for this server with such a user and cluster. */
  async configure(
    user: Readonly<Record<string, unknown>>,
    cluster: Readonly<Record<string, unknown>> = {},
  ): Promise<void> {
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name: 'faulty', cluster: { server: this.url, ...cluster } }],
      users: [{ name: 'tester', user }],
      contexts: [{ name: 'tests', context: { cluster: 'faulty', user: 'tester', namespace: 'homes' } }],
      'current-context': 'tests',
    };
    await writeFile(this.kubeconfig, JSON.stringify(config));
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    await rm(this.#folder, { recursive: true });
  }

  /** How many requests there were of such a kind. */
  count(kind: 'list' | 'watch'): number {
    const wants = kind === 'watch' ? 'true' : null;
    return this.requests.filter(({ method, url }) => method === 'GET' && url.searchParams.get('watch') === wants)
      .length;
  }

  /** Adds or changes an object, and tells the watches unless `silently`. */
  put<T extends KubeObject>(object: T, silently = false): T {
    const { name } = object.metadata;
    const version = { ...object.metadata, resourceVersion: String(++this.#version) };
    const stored = { ...object, metadata: version };
    const type = this.objects.has(name) ? 'MODIFIED' : 'ADDED';
    this.objects.set(name, stored);
    if (!silently) this.emit(type, stored);
    return stored;
  }

  remove(name: string, silently = false): void {
    const object = this.objects.get(name);
    this.objects.delete(name);
    const metadata = { ...object?.metadata, resourceVersion: String(++this.#version) };
    if (!silently) this.emit('DELETED', { ...object, metadata });
  }

  emit(type: string, object: unknown): void {
    for (const watch of this.watches) watch.write(`${JSON.stringify({ type, object })}\n`);
  }

  async #receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', headers } = request;
    const seen = { method, url: new URL(request.url ?? '', this.url), headers, body };
    this.requests.push(seen);
    if (this.fault?.(seen, response)) return;
    if (seen.url.searchParams.get('watch') === 'true') this.#openWatch(response);
    else if (/\/(pods|events)$/.test(seen.url.pathname)) this.#list(seen.url, response);
    else this.#one(seen, response);
  }

  /** One object: read it, or delete it at once. */
  #one({ method, url, body }: Seen, response: ServerResponse): void {
    const name = url.pathname.split('/').at(-1) ?? '';
    const object = this.objects.get(name);
    if (!object) {
      status(response, 404, 'NotFound', `"${name}" not found`);
      return;
    }
    const uid = method === 'DELETE' && body ? JSON.parse(body).preconditions?.uid : undefined;
    if (uid !== undefined && uid !== object.metadata.uid) {
      status(response, 409, 'Conflict', 'the UID in the precondition does not match');
      return;
    }
    if (method === 'DELETE') this.remove(name);
    json(response, 200, object);
  }

  #openWatch(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.flushHeaders();
    this.watches.add(response);
    response.on('close', () => this.watches.delete(response));
  }

  #list(url: URL, response: ServerResponse): void {
    const all = [...this.objects.values()];
    const from = Number(url.searchParams.get('continue') ?? 0);
    const to = from + Number(url.searchParams.get('limit') ?? all.length);
    const metadata = { resourceVersion: String(this.#version), ...(to < all.length ? { continue: String(to) } : {}) };
    json(response, 200, { kind: 'List', apiVersion: 'v1', metadata, items: all.slice(from, to) });
  }
}

export function json(response: ServerResponse, code: number, body: unknown): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

/** Answers an error as the API server does. */
export function status(response: ServerResponse, code: number, reason: string, message: string): void {
  json(response, code, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Failure', message, reason, code });
}

/** A fault that answers every request. */
export const answer =
  (how: (response: ServerResponse, seen: Seen) => void): Fault =>
  (seen, response) => {
    how(response, seen);
    return true;
  };

/** Takes the request and never answers. */
export const hang: Fault = () => true;

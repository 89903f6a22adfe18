import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Agent, fetch, type Headers, type RequestInit } from 'undici';
import { onTestFinished } from 'vitest';

/** Where an API server is, and how to be let in. */
export interface ApiAddress {
  readonly url: string;
  readonly tls?: { readonly ca?: string; readonly cert?: string; readonly key?: string; readonly insecure?: boolean };
  readonly token?: string;
}

/** JSON as it came; a test looks at what it expects and nothing else. */
// biome-ignore lint/suspicious/noExplicitAny: the body of an answer is whatever the server under test says.
export type Body = any;

export interface Answer {
  readonly code: number;
  readonly body: Body;
  readonly text: string;
  readonly headers: Headers;
}

export interface WatchEvent {
  readonly type: string;
  readonly object: Body;
}

const DEADLINE_MS = 60_000;

/** Raw requests to one API server, so that the suite sees exactly what a server sends. */
export class ContractApi {
  readonly #address: ApiAddress;
  readonly #agent: Agent;

  constructor(address: ApiAddress) {
    this.#address = address;
    const { ca, cert, key, insecure = false } = address.tls ?? {};
    const connect = { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }), rejectUnauthorized: !insecure };
    this.#agent = new Agent({ connect, keepAliveTimeout: 1000 });
  }

  async call(method: string, path: string, body?: unknown, contentType = 'application/json'): Promise<Answer> {
    const response = await this.#fetch(path, {
      method,
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      headers: { 'content-type': contentType },
    });
    const text = await response.text();
    return { code: response.status, body: parsed(text), text, headers: response.headers };
  }

  get = (path: string): Promise<Answer> => this.call('GET', path);
  post = (path: string, body: unknown): Promise<Answer> => this.call('POST', path, body);
  remove = (path: string, body?: unknown): Promise<Answer> => this.call('DELETE', path, body);
  patch = (path: string, body: unknown): Promise<Answer> =>
    this.call('PATCH', path, body, 'application/merge-patch+json');

  /** Every event of a watch until the server ends it, or until `enough` says so. */
  async watch(path: string, enough: (events: readonly WatchEvent[]) => boolean = () => false): Promise<WatchEvent[]> {
    const stop = new AbortController();
    const response = await this.#fetch(path, { signal: stop.signal });
    const events: WatchEvent[] = [];
    let rest = '';
    try {
      for await (const chunk of response.body ?? []) {
        const lines = (rest + Buffer.from(chunk).toString()).split('\n');
        rest = lines.pop() ?? '';
        events.push(...lines.map((line) => JSON.parse(line) as WatchEvent));
        if (enough(events)) stop.abort();
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    }
    return events;
  }

  /** The text of a followed log, until the server ends it. */
  async follow(path: string): Promise<string> {
    const response = await this.#fetch(path, {});
    return response.text();
  }

  /** A namespace for one test, ready for pods, and removed when the test is over. Returns its path. */
  async namespace(): Promise<string> {
    const name = `contract-${randomBytes(5).toString('hex')}`;
    await this.post('/api/v1/namespaces', { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
    onTestFinished(async () => void (await this.remove(`/api/v1/namespaces/${name}`)));
    const path = `/api/v1/namespaces/${name}`;
    // A real server refuses pods until the namespace has its service account.
    await this.until('pods can be created', async () => {
      const { code } = await this.post(`${path}/pods?dryRun=All`, pod({ name: 'probe' }));
      return code === 201;
    });
    return path;
  }

  /** Waits for a condition. Throws when it does not come true in time. */
  async until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + DEADLINE_MS;
    while (!(await holds())) {
      if (performance.now() > deadline) throw new Error(`${what}: not within ${DEADLINE_MS} ms`);
      await pause(50);
    }
  }

  /** Waits until a path answers with this code. */
  untilCode(path: string, code: number): Promise<void> {
    return this.until(`${path} answers ${code}`, async () => (await this.get(path)).code === code);
  }

  close(): Promise<void> {
    return this.#agent.destroy();
  }

  #fetch(path: string, init: RequestInit) {
    const { url, token } = this.#address;
    const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(init.headers as Record<string, string>) };
    return fetch(url + path, { ...init, headers, dispatcher: this.#agent });
  }
}

function parsed(text: string): Body {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A pod that no scheduler places: it stays as it was created, on every cluster. */
export const pod = (metadata: object, spec: object = {}): Body => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec: {
    restartPolicy: 'Never',
    schedulerName: 'nobody',
    automountServiceAccountToken: false,
    containers: [{ name: 'main', image: 'example.invalid/none:1' }],
    ...spec,
  },
});

export const claim = (name: string, spec: object = {}): Body => ({
  apiVersion: 'v1',
  kind: 'PersistentVolumeClaim',
  metadata: { name },
  spec: {
    accessModes: ['ReadWriteOnce'],
    storageClassName: '',
    resources: { requests: { storage: '1Gi' } },
    ...spec,
  },
});

/** The body of a failure. */
export const failure = (code: number, reason: string, message: string, details?: object): Body => ({
  kind: 'Status',
  apiVersion: 'v1',
  metadata: {},
  status: 'Failure',
  message,
  reason,
  ...(details && { details }),
  code,
});

/** The body of a 422 with one cause or more, given as field, reason and message. */
export function invalidBody(kind: string, name: string, ...causes: readonly [string, string, string][]): Body {
  const problems = causes.map(([field, , message]) => `${field}: ${message}`);
  const list = problems.length === 1 ? problems[0] : `[${problems.join(', ')}]`;
  return failure(422, 'Invalid', `${kind} "${name}" is invalid: ${list}`, {
    ...(name && { name }),
    kind,
    causes: causes.map(([field, reason, message]) => ({ reason, message, field })),
  });
}

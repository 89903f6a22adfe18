import type { StoredPod } from './objects.ts';
import type { Verb } from './paths.ts';
import { badRequest } from './status-bodies.ts';

/** Faults of requests: each holds for the requests that match, until its time or its count is over. */
const REQUEST_FAULTS = [
  'gone',
  'too-many',
  'server-error',
  'forbidden',
  'delay',
  'reset',
  'hang',
  'lost-answer',
  'silent-watch',
  'down',
] as const;
/** Faults of pods: a pod that matches is held back as long as the fault stands. */
const POD_FAULTS = ['unschedulable', 'image-pull'] as const;
/** Things that happen once, at once. */
const INCIDENTS = ['drop-watch', 'compact', 'evict', 'oom', 'node-lost'] as const;

export type FaultKind = (typeof REQUEST_FAULTS | typeof POD_FAULTS | typeof INCIDENTS)[number];

const isOneOf = (kinds: readonly string[], { kind }: Fault): boolean => kinds.includes(kind);
/** Whether it happens once instead of standing. */
export const isIncident = (fault: Fault): boolean => isOneOf(INCIDENTS, fault);

/** A fault on request. Every field but `kind` narrows it. */
export interface Fault {
  readonly kind: FaultKind;
  readonly method?: string;
  /** A regular expression on the path, query included. */
  readonly path?: string;
  /** The plural: `pods`. */
  readonly resource?: string;
  readonly verb?: Verb;
  /** How many requests, or pods, it strikes. */
  readonly times?: number;
  readonly forMs?: number;
  /** `delay`: how long. */
  readonly ms?: number;
  /** `server-error`: 500 or 503. */
  readonly status?: number;
  readonly retryAfterSeconds?: number;
  /** `gone` on a watch: `http` answers 410 instead of sending the ERROR event. */
  readonly as?: 'http' | 'event';
  readonly message?: string;
  /** Faults and incidents of pods: by name, in any namespace unless one is given. */
  readonly pod?: string;
  readonly namespace?: string;
  /** `drop-watch`: reset the connection instead of ending the answer. */
  readonly abruptly?: boolean;
}

export interface FaultRequest {
  readonly method: string;
  readonly path: string;
  readonly resource: string | undefined;
  readonly verb: Verb;
}

interface Standing {
  readonly fault: Fault;
  readonly until: number;
  left: number;
  readonly held: Set<string>;
}

/** The faults that stand. Asking for one counts it. */
export class FaultBook {
  #standing: Standing[] = [];
  readonly #listeners = new Set<() => void>();

  /** Throws a 400 for a kind that there is not. */
  add(fault: Fault): void {
    if (!isOneOf([...REQUEST_FAULTS, ...POD_FAULTS], fault)) throw badRequest(`there is no fault "${fault.kind}"`);
    const until = performance.now() + (fault.forMs ?? Number.POSITIVE_INFINITY);
    this.#standing.push({ fault, until, left: fault.times ?? Number.POSITIVE_INFINITY, held: new Set() });
    if (fault.forMs !== undefined) setTimeout(() => this.#changed(), fault.forMs + 1).unref();
    this.#changed();
  }

  clear(): void {
    this.#standing = [];
    this.#changed();
  }

  list(): Fault[] {
    return this.#current().map(({ fault }) => fault);
  }

  /** Calls `listener` when a fault begins or ends. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** The fault that strikes this request, if any; it counts as struck. */
  strike(request: FaultRequest): Fault | undefined {
    const hit = this.#current().find(
      ({ fault, left }) => left > 0 && isOneOf(REQUEST_FAULTS, fault) && matchesRequest(fault, request),
    );
    if (hit) hit.left -= 1;
    return hit?.fault;
  }

  /** The fault of this kind that holds a pod back, if any; the pod is then one of those it holds. */
  holding(kind: 'unschedulable' | 'image-pull', { metadata }: StoredPod): Fault | undefined {
    const hit = this.#current().find(
      ({ fault, left, held }) =>
        fault.kind === kind &&
        (held.has(metadata.uid) || left > 0) &&
        (fault.pod === undefined || fault.pod === metadata.name) &&
        (fault.namespace === undefined || fault.namespace === metadata.namespace),
    );
    if (hit && !hit.held.has(metadata.uid)) {
      hit.held.add(metadata.uid);
      hit.left -= 1;
    }
    return hit?.fault;
  }

  #current(): Standing[] {
    const now = performance.now();
    return this.#standing.filter(({ until }) => now < until);
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

function matchesRequest(fault: Fault, { method, path, resource, verb }: FaultRequest): boolean {
  return (
    (fault.method === undefined || fault.method === method) &&
    (fault.path === undefined || new RegExp(fault.path).test(path)) &&
    (fault.resource === undefined || fault.resource === resource) &&
    (fault.verb === undefined || fault.verb === verb) &&
    (fault.kind !== 'silent-watch' || verb === 'watch')
  );
}

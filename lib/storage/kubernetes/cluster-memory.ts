import 'server-only';
import { messageOf } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { EventMemory } from '../event-memory.ts';
import { type ForeignPod, foreignPod, type UsernameKeys } from '../foreign-pod.ts';
import type { KubeEvent, KubePod } from '../kube-objects.ts';
import { PodMemory } from '../pod-memory.ts';
import type { Timeout } from '../timeout.ts';
import type { KubeConnection } from './connection.ts';
import { problemSentence } from './problem-sentence.ts';
import { Reflector, type ReflectorOptions, type ReflectorStatus } from './reflector.ts';

export interface ClusterMemoryOptions
  extends Pick<ReflectorOptions, 'idleMs' | 'listTimeoutMs' | 'pageSize' | 'backoff'> {
  readonly connection: KubeConnection;
  readonly namespace: string;
  /** Labels, with their values, of this installation's migrator pods. */
  readonly ownLabels: Readonly<Record<string, string>>;
  /** Where other pods say whose they are. */
  readonly usernameKeys?: UsernameKeys;
  readonly reconnectTimeout: number;
  readonly log: Log;
}

/** Whether the cluster is heard. */
export interface Contact {
  readonly state: 'connecting' | 'live' | 'retrying';
  readonly lastContactAt: Date | null;
  readonly since: Date;
  /** What is wrong, in a sentence for people; events may be refused while pods are heard. */
  readonly problem: string | null;
}

/**
 * What is known of one namespace, kept by one watch of its pods and one of its events; reading it costs the cluster
 * nothing. Of this installation's own pods everything is kept, of others only what is asked of them.
 */
export class ClusterMemory {
  readonly #options: ClusterMemoryOptions;
  readonly #pods = new PodMemory();
  readonly #events = new EventMemory((uid) => this.#pods.isForeign(uid));
  readonly #reflectors: readonly Reflector<KubePod | KubeEvent>[];
  readonly #listeners = new Set<() => void>();
  readonly #first = Promise.withResolvers<void>();
  #podStatus: ReflectorStatus | undefined;
  #eventStatus: ReflectorStatus | undefined;
  #lastContactAt: Date | null = null;
  #since = new Date();
  #told = false;

  constructor(options: ClusterMemoryOptions) {
    this.#options = options;
    this.#reflectors = [this.#podReflector(), this.#eventReflector()];
  }

  start(): void {
    for (const reflector of this.#reflectors) reflector.start();
  }

  /** Resolves when no call to the cluster is open any more. What is known can still be read. */
  async stop(): Promise<void> {
    await Promise.all(this.#reflectors.map((reflector) => reflector.stop()));
  }

  /** Waits for the first list of pods. Throws the budget's `TimeoutError`. */
  async ready(timeout: Timeout): Promise<void> {
    const signal = timeout.signal();
    const late = Promise.withResolvers<never>();
    signal.addEventListener('abort', () => late.reject(signal.reason), { once: true });
    await Promise.race([this.#first.promise, late.promise]);
  }

  contact(): Contact {
    return { state: this.#state(), lastContactAt: this.#lastContactAt, since: this.#since, problem: this.#problem() };
  }

  /** This installation's migrator pods, by name. */
  migratorPods(): KubePod[] {
    return this.#pods.own();
  }

  /** A migrator pod of this installation. */
  pod(name: string): KubePod | undefined {
    return this.#pods.ownByName(name);
  }

  /** A migrator pod as it was last seen; still known for ten minutes after it was deleted. */
  lastSeen(uid: string): KubePod | undefined {
    return this.#pods.lastSeen(uid);
  }

  /** What happened to a migrator pod, oldest first; at most the 200 latest. */
  eventsOf(uid: string): readonly KubeEvent[] {
    return this.#events.of(uid);
  }

  /** The pods that are not ours: people's servers, and whatever else runs there. */
  servers(): readonly ForeignPod[] {
    return this.#pods.foreign();
  }

  /** Calls `listener` once after any number of changes that come together. Answers how to end that. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #podReflector(): Reflector<KubePod> {
    const { ownLabels, usernameKeys } = this.#options;
    const labels = Object.entries(ownLabels);
    const isOwn = (pod: KubePod) => labels.every(([key, value]) => pod.metadata.labels?.[key] === value);
    const read = (pod: KubePod) => (isOwn(pod) ? { own: slim(pod) } : { foreign: foreignPod(pod, usernameKeys) });
    return this.#reflector<KubePod>('Pod', 'pods', {
      replace: (items) => {
        this.#pods.replace(items.map(read));
        this.#first.resolve();
      },
      event: (type, pod) => this.#pods.change(type, read(pod)),
      status: (status) => {
        const before = this.#state();
        this.#podStatus = status;
        if (this.#state() !== before) this.#since = new Date();
      },
    });
  }

  #eventReflector(): Reflector<KubeEvent> {
    return this.#reflector<KubeEvent>('Event', 'events', {
      replace: (items) => this.#events.replace(items),
      event: (type, event) => {
        if (type !== 'DELETED') this.#events.add(event);
      },
      status: (status) => {
        this.#eventStatus = status;
      },
    });
  }

  #reflector<T extends KubePod | KubeEvent>(kind: string, plural: string, handlers: Handlers<T>): Reflector<T> {
    const { connection, namespace, log, reconnectTimeout, idleMs, listTimeoutMs, pageSize, backoff } = this.#options;
    const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/${plural}`;
    const limits = { reconnectTimeout, idleMs, listTimeoutMs, pageSize, backoff };
    const given = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== undefined));
    const options = { connection, object: { kind, namespace }, path, log, reconnectTimeout, ...given };
    const { replace, event, status } = handlers;
    return new Reflector<T>(options, {
      replace: (items) => this.#after(() => replace(items)),
      event: (type, object) => this.#after(() => event(type, object)),
      status: (now) => this.#after(() => status(now)),
      heard: () => {
        this.#lastContactAt = new Date();
      },
    });
  }

  #after(change: () => void): void {
    change();
    if (this.#told) return;
    this.#told = true;
    queueMicrotask(() => {
      this.#told = false;
      for (const listener of this.#listeners) this.#tell(listener);
    });
  }

  #tell(listener: () => void): void {
    try {
      listener();
    } catch (error) {
      this.#options.log.error('a listener to the memory of the cluster threw', { error: messageOf(error) });
    }
  }

  #state(): Contact['state'] {
    if (this.#podStatus?.state === 'retrying') return 'retrying';
    return this.#pods.filled ? 'live' : 'connecting';
  }

  #problem(): string | null {
    const { connection, namespace } = this.#options;
    const where = { server: connection.serverUrl, namespace };
    if (this.#podStatus?.error) return problemSentence(this.#podStatus.error, 'pods', where);
    return this.#eventStatus?.error ? problemSentence(this.#eventStatus.error, 'events', where) : null;
  }
}

type Handlers<T> = Pick<ConstructorParameters<typeof Reflector<never>>[1], 'status'> & {
  replace(items: readonly T[]): void;
  event(type: 'ADDED' | 'MODIFIED' | 'DELETED', object: T): void;
};

/** Managed fields are a third of a pod, and nobody reads them. */
function slim(pod: KubePod): KubePod {
  const { managedFields: _, ...metadata }: KubePod['metadata'] & { managedFields?: unknown } = pod.metadata;
  return { ...pod, metadata };
}

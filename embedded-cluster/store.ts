import type { StoredObject } from './objects.ts';

/** One change of one object. `previous` lets a reader undo it; `object` of a deletion is its last state. */
export interface Change {
  readonly version: number;
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly resource: string;
  readonly object: StoredObject;
  readonly previous: StoredObject | undefined;
}

/** How many changes are remembered: whoever asks for older ones is told 410. */
const HISTORY = 20_000;

const keyOf = ({ metadata }: StoredObject): string => keyFor(metadata.namespace, metadata.name);
const keyFor = (namespace: string | undefined, name: string): string => `${namespace ?? ''}/${name}`;

/** Objects in memory, with one resource version for all of them and a log of what changed. */
export class Store {
  readonly #objects = new Map<string, Map<string, StoredObject>>();
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #undelivered: Change[] = [];
  #delivering = false;
  #log: Change[] = [];
  #version = 1;
  #oldest = 1;

  get version(): number {
    return this.#version;
  }

  /** Changes after this version are all remembered; before it some are not. */
  get oldest(): number {
    return this.#oldest;
  }

  get(resource: string, namespace: string | undefined, name: string): StoredObject | undefined {
    return this.#of(resource).get(keyFor(namespace, name));
  }

  /** All objects of a resource, oldest first. */
  all(resource: string): StoredObject[] {
    return [...this.#of(resource).values()];
  }

  /** Stores a new object or a new state of one, and returns it with its resource version. */
  put(resource: string, object: StoredObject): StoredObject {
    const previous = this.#of(resource).get(keyOf(object));
    const stored = this.#versioned(object);
    this.#of(resource).set(keyOf(stored), stored);
    this.#record({ type: previous ? 'MODIFIED' : 'ADDED', resource, object: stored, previous });
    return stored;
  }

  /** Takes an object out, and returns its last state. */
  remove(resource: string, object: StoredObject): StoredObject {
    const previous = this.#of(resource).get(keyOf(object));
    if (!previous) return object;
    this.#of(resource).delete(keyOf(object));
    const last = this.#versioned(object);
    this.#record({ type: 'DELETED', resource, object: last, previous });
    return last;
  }

  /** The changes after `version`, in order. Undefined: some of them are forgotten. */
  since(version: number): Change[] | undefined {
    if (version < this.#oldest) return undefined;
    const log = this.#log;
    let first = log.length;
    while (first > 0 && (log[first - 1]?.version ?? 0) > version) first -= 1;
    return log.slice(first);
  }

  /** A resource as it was at `version`. Undefined: that is forgotten. */
  at(resource: string, version: number): StoredObject[] | undefined {
    const changes = this.since(version);
    if (!changes) return undefined;
    const then = new Map(this.#of(resource));
    for (const { resource: changed, object, previous } of changes.toReversed()) {
      if (changed !== resource) continue;
      if (previous) then.set(keyOf(previous), previous);
      else then.delete(keyOf(object));
    }
    return [...then.values()];
  }

  /** Forgets every change so far, as a compaction does. */
  compact(): void {
    this.#log = [];
    this.#oldest = this.#version;
  }

  /** Calls `listener` with each change, in order, until the function it returns is called. */
  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #of(resource: string): Map<string, StoredObject> {
    const known = this.#objects.get(resource) ?? new Map<string, StoredObject>();
    this.#objects.set(resource, known);
    return known;
  }

  #versioned(object: StoredObject): StoredObject {
    this.#version += 1;
    return { ...object, metadata: { ...object.metadata, resourceVersion: String(this.#version) } };
  }

  #record(change: Omit<Change, 'version'>): void {
    this.#log.push({ ...change, version: this.#version });
    if (this.#log.length > HISTORY * 1.2) {
      this.#log = this.#log.slice(-HISTORY);
      this.#oldest = (this.#log[0]?.version ?? this.#version) - 1;
    }
    this.#undelivered.push({ ...change, version: this.#version });
    if (!this.#delivering) this.#deliver();
  }

  /** A listener may itself change the store; every listener still sees the changes in their order. */
  #deliver(): void {
    this.#delivering = true;
    for (let change = this.#undelivered.shift(); change; change = this.#undelivered.shift()) {
      for (const listener of [...this.#listeners]) listener(change);
    }
    this.#delivering = false;
  }
}

import type { ForeignPod } from './foreign-pod.ts';
import type { KubePod } from './kube-objects.ts';

/** A pod of this installation, or what is kept of another's. */
export type KnownPod =
  | { readonly own: KubePod; readonly foreign?: never }
  | { readonly foreign: ForeignPod; readonly own?: never };

/** How long a pod of ours is remembered after it was deleted, in milliseconds. */
const KEEP_MS = 10 * 60_000;

/** The pods of a namespace as they are now, and ours for a while after they went. */
export class PodMemory {
  readonly #own = new Map<string, KubePod>();
  readonly #foreign = new Map<string, ForeignPod>();
  readonly #gone = new Map<string, { readonly pod: KubePod; readonly at: number }>();
  readonly #now: () => number;
  #filled = false;

  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Whether there has been a list. */
  get filled(): boolean {
    return this.#filled;
  }

  /** All there is. What was known and is not among it was deleted meanwhile. */
  replace(pods: readonly KnownPod[]): void {
    const before = new Map(this.#own);
    this.#own.clear();
    this.#foreign.clear();
    for (const pod of pods) this.#put(pod);
    for (const [uid, pod] of before) if (!this.#own.has(uid)) this.#bury(uid, pod);
    this.#filled = true;
  }

  change(type: 'ADDED' | 'MODIFIED' | 'DELETED', pod: KnownPod): void {
    if (type !== 'DELETED') {
      this.#put(pod);
      return;
    }
    const uid = uidOf(pod);
    this.#foreign.delete(uid);
    this.#own.delete(uid);
    if (pod.own) this.#bury(uid, pod.own);
  }

  own(): KubePod[] {
    return [...this.#own.values()].sort((a, b) => a.metadata.name.localeCompare(b.metadata.name));
  }

  ownByName(name: string): KubePod | undefined {
    // Two pods of one name are never there at once, but the news of the second may come before that of the first's end.
    return [...this.#own.values()].findLast((pod) => pod.metadata.name === name);
  }

  lastSeen(uid: string): KubePod | undefined {
    this.#forget();
    return this.#own.get(uid) ?? this.#gone.get(uid)?.pod;
  }

  foreign(): ForeignPod[] {
    return [...this.#foreign.values()];
  }

  isForeign(uid: string): boolean {
    return this.#foreign.has(uid);
  }

  #put(pod: KnownPod): void {
    const uid = uidOf(pod);
    (pod.own ? this.#foreign : this.#own).delete(uid);
    if (pod.own) this.#own.set(uid, pod.own);
    else this.#foreign.set(uid, pod.foreign);
  }

  #bury(uid: string, pod: KubePod): void {
    this.#forget();
    this.#gone.set(uid, { pod, at: this.#now() });
  }

  #forget(): void {
    for (const [uid, { at }] of this.#gone) {
      if (this.#now() - at < KEEP_MS) return;
      this.#gone.delete(uid);
    }
  }
}

const uidOf = (pod: KnownPod): string => (pod.own ? (pod.own.metadata.uid ?? pod.own.metadata.name) : pod.foreign.uid);

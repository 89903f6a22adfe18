import { removePod } from './delete.ts';
import type { LogFile } from './log-file.ts';
import { NODE_NAME } from './node.ts';
import { asPod, type StoredObject, type StoredPod } from './objects.ts';
import { type KubeletParts, PodRun } from './pod-run.ts';

/** Runs the pods that are bound to this node, and ends those that are deleted. */
export class Kubelet {
  readonly #parts: KubeletParts;
  readonly #runs = new Map<string, PodRun>();

  constructor(parts: KubeletParts) {
    this.#parts = parts;
    parts.store.subscribe(({ resource, type, object }) => {
      if (resource !== 'pods' || object.spec === undefined) return;
      if (type === 'DELETED') this.#forget(object);
      else this.#see(asPod(object));
    });
  }

  /** The log of a container that has started. */
  log(pod: StoredPod, container: string): LogFile | undefined {
    return this.#runs.get(pod.metadata.uid)?.log(container);
  }

  run(pod: StoredObject): PodRun | undefined {
    return this.#runs.get(pod.metadata.uid);
  }

  get runs(): readonly PodRun[] {
    return [...this.#runs.values()];
  }

  /** Ends every container. */
  shutDown(): void {
    for (const run of this.#runs.values()) run.kill();
  }

  #see(pod: StoredPod): void {
    const { metadata, spec, status } = pod;
    if (spec.nodeName !== NODE_NAME) return;
    const known = this.#runs.get(metadata.uid);
    if (!known && status?.phase === 'Pending') this.#start(pod);
    else if (metadata.deletionTimestamp && known) known.stop(metadata.deletionGracePeriodSeconds ?? 0);
  }

  #start(pod: StoredPod): void {
    const run = new PodRun(this.#parts, pod);
    this.#runs.set(pod.metadata.uid, run);
    if (pod.metadata.deletionTimestamp) run.stop(pod.metadata.deletionGracePeriodSeconds ?? 0);
    void run.over.then(() => this.confirm(pod));
  }

  /** Says that nothing of a deleted pod runs any more; only then does it go. */
  confirm({ metadata }: StoredObject): void {
    const current = this.#parts.store.get('pods', metadata.namespace, metadata.name);
    const run = this.#runs.get(metadata.uid);
    if (!run || run.muted || current?.metadata.uid !== metadata.uid || !current.metadata.deletionTimestamp) return;
    removePod(this.#parts.store, current, 0);
  }

  #forget(pod: StoredObject): void {
    this.#runs.get(pod.metadata.uid)?.discard();
    this.#runs.delete(pod.metadata.uid);
  }
}

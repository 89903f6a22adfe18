import 'server-only';
import type { Log } from '#lib/log.ts';
import { hasStatus, KubernetesError } from '../errors.ts';
import { type ExitedPodCache, MemoryExitedPodCache } from '../exited-pod-cache.ts';
import type { KubeClaim, KubeObject, KubePod } from '../kube-objects.ts';
import type { MigratorObjects } from '../migrator-objects.ts';
import type { MigratorStatus } from '../migrator-status.ts';
import { exitOf, hasStarted, readPodFacts } from '../pod-facts.ts';
import { readMigratorStatus } from '../pod-status.ts';
import type { Timeout } from '../timeout.ts';
import { ClaimStorage } from './claims.ts';
import type { KubeConnection } from './connection.ts';
import type { MetadataStorage } from './metadata-storage.ts';
import type { DeleteOptions, ObjectStorage } from './objects.ts';
import { waitForPod } from './pod-wait.ts';
import { PodStorage } from './pods.ts';

/** The label that names the run an object belongs to, unless the storage is told another. */
export const RUN_LABEL = 'rehome.dev/run';
/** Between two looks at what is about to change. */
const PAUSE_MS = 300;

export interface MigratorStorageOptions {
  /** Holds the namespace. */
  readonly metadataStorage: MetadataStorage;
  readonly apiClient: KubeConnection;
  /** After so many milliseconds a watch is restarted: some networks end longer ones, or silence them. */
  readonly reconnectTimeout: number;
  readonly logger: Log;
  /** Remembers exited pods; in memory by default. */
  readonly cache?: ExitedPodCache;
  readonly runLabel?: string;
}

/**
 * The Kubernetes objects of a migrator, as one thing. `create`, `delete` and `getStatus` of one pair must not run at the
 * same time: their caller holds the pair's lock. All throw `KubernetesError` where a call of the cluster's API fails,
 * and `TimeoutError` when their budget runs out.
 */
export class MigratorStorage {
  readonly #options: MigratorStorageOptions;
  readonly #cache: ExitedPodCache;
  readonly #runLabel: string;
  #storages: { readonly pods: PodStorage; readonly claims: ClaimStorage } | undefined;

  constructor(options: MigratorStorageOptions) {
    this.#options = options;
    this.#cache = options.cache ?? new MemoryExitedPodCache();
    this.#runLabel = options.runLabel ?? RUN_LABEL;
  }

  /** Creates the objects and waits for the pod to start. Objects of the same run that exist already are taken over. */
  async create(oldUser: string, newUser: string, objects: MigratorObjects, timeout: Timeout): Promise<MigratorStatus> {
    await this.ensureObjects(objects, timeout);
    return readMigratorStatus(oldUser, newUser, await this.waitForStart(objects, timeout));
  }

  /**
   * Makes what is not there yet, and answers the pod; may be repeated. A pod of the same run is taken over, also one that
   * has ended or is about to go: a run never gets a second. A pod of another run that is about to go is waited for; any
   * other in the way is an error with status 409.
   */
  async ensureObjects(objects: MigratorObjects, timeout: Timeout): Promise<KubePod> {
    for (const claim of objects.claims) await this.#ensure(this.#claims, claim, timeout);
    for (;;) {
      const pod = await this.#ensure(this.#pods, objects.pod, timeout);
      if (!pod.metadata.deletionTimestamp || this.#sameRun(pod, objects.pod)) return pod;
      await this.#waitUntilGone(pod, timeout);
    }
  }

  /** Waits until the run's pod has started, or ended at once. Status 404 where it went before that. */
  async waitForStart(objects: MigratorObjects, timeout: Timeout): Promise<KubePod> {
    const { name } = objects.pod.metadata;
    const own = (pod: KubePod | undefined): pod is KubePod => pod !== undefined && this.#sameRun(pod, objects.pod);
    const pod = await this.#waitFor(name, timeout, (now) => !own(now) || hasStarted(readPodFacts(now)));
    if (own(pod)) return pod;
    const answer = { status: 404, reason: 'NotFound', detail: 'the pod was removed before it started' };
    throw new KubernetesError('wait for', { kind: 'Pod', namespace: this.#pods.namespace, name }, answer);
  }

  /** Deletes the objects of this run and waits until they are gone. What the cache knows stays. */
  async delete(_oldUser: string, _newUser: string, objects: MigratorObjects, timeout: Timeout): Promise<void> {
    const pod = await this.#pods.read(objects.pod.metadata.name, timeout);
    if (pod && this.#sameRun(pod, objects.pod)) {
      await this.deletePod(pod.metadata.name, { uid: pod.metadata.uid }, timeout);
      await this.#waitUntilGone(pod, timeout);
    }
    for (const claim of objects.claims) await this.#deleteClaim(claim, timeout);
  }

  /** Asks for one pod to be deleted, and does not wait until it is gone. */
  async deletePod(name: string, options: DeleteOptions, timeout: Timeout): Promise<void> {
    await this.#pods.delete(name, options, timeout);
  }

  /**
   * The pair's status: that of the run's pod, else that of the last exited pod, else null: never attempted. A pod that has
   * exited is remembered, and its objects are deleted if `clean`. One that has not, whatever holds it up, is left alone.
   */
  async getStatus(
    oldUser: string,
    newUser: string,
    objects: MigratorObjects,
    timeout: Timeout,
    { clean = true }: { readonly clean?: boolean } = {},
  ): Promise<MigratorStatus | null> {
    const cached = await this.#cache.get(oldUser, newUser);
    const pod = await this.#readSettled(objects.pod, timeout);
    if (!pod) return cached;
    const status = readMigratorStatus(oldUser, newUser, pod);
    if (status.running) return status;
    if (cached?.podUid !== status.podUid || cached.exitCode === null) await this.#cache.put(status);
    if (clean) await this.delete(oldUser, newUser, objects, timeout);
    return status;
  }

  get #pods(): PodStorage {
    return this.#storage.pods;
  }

  get #claims(): ClaimStorage {
    return this.#storage.claims;
  }

  /** Made on first use, since the namespace may not be known before. */
  get #storage() {
    const { apiClient, metadataStorage } = this.#options;
    this.#storages ??= {
      pods: new PodStorage(apiClient, metadataStorage.namespace),
      claims: new ClaimStorage(apiClient, metadataStorage.namespace),
    };
    return this.#storages;
  }

  /** The object, made now or before; another run's only if it is about to go. */
  async #ensure<T extends KubeObject>(storage: ObjectStorage<T>, wanted: T, timeout: Timeout): Promise<T> {
    const { name } = wanted.metadata;
    for (;;) {
      try {
        const made = await storage.create(wanted, timeout);
        this.#options.logger.info('made an object', { name, uid: made.metadata.uid });
        return made;
      } catch (error) {
        if (!hasStatus(error, 409)) throw error;
        const existing = await storage.read(name, timeout);
        if (existing && (this.#sameRun(existing, wanted) || existing.metadata.deletionTimestamp)) return existing;
        if (existing) throw error;
      }
      // It went between the two calls.
      await timeout.pause(PAUSE_MS);
    }
  }

  /** The run's own pod; one that is called failed before its containers' ends are told is read once more. */
  async #readSettled(wanted: KubePod, timeout: Timeout): Promise<KubePod | undefined> {
    const read = async () => {
      const pod = await this.#pods.read(wanted.metadata.name, timeout);
      return pod && this.#sameRun(pod, wanted) ? pod : undefined;
    };
    const pod = await read();
    if (pod?.status?.phase !== 'Failed' || exitOf(readPodFacts(pod))?.container) return pod;
    await timeout.pause(PAUSE_MS);
    return (await read()) ?? pod;
  }

  async #waitFor(name: string, timeout: Timeout, done: (pod: KubePod | undefined) => boolean) {
    const { apiClient, reconnectTimeout } = this.#options;
    return await waitForPod({ connection: apiClient, pods: this.#pods, name, reconnectTimeout, timeout }, done);
  }

  /** By UID: another object of that name is not the one that was to go. */
  async #waitUntilGone({ metadata: { name, uid } }: KubePod, timeout: Timeout): Promise<void> {
    await this.#waitFor(name, timeout, (pod) => pod?.metadata.uid !== uid);
  }

  /** Polls, since the Role allows no watch of claims. */
  async #deleteClaim(wanted: KubeClaim, timeout: Timeout): Promise<void> {
    const { name } = wanted.metadata;
    const claim = await this.#claims.read(name, timeout);
    if (!claim || !this.#sameRun(claim, wanted)) return;
    const { uid } = claim.metadata;
    await this.#claims.delete(name, { uid }, timeout);
    while ((await this.#claims.read(name, timeout))?.metadata.uid === uid) {
      await timeout.pause(PAUSE_MS);
    }
  }

  #sameRun(existing: KubeObject, wanted: KubeObject): boolean {
    return existing.metadata.labels?.[this.#runLabel] === wanted.metadata.labels?.[this.#runLabel];
  }
}

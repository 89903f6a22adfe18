import 'server-only';
import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '#lib/errors.ts';
import type { Log } from '#lib/log.ts';
import { isKubernetesError, isTimeoutError } from '#lib/storage/errors.ts';
import type { KubeClaim, KubeVolume } from '#lib/storage/kube-objects.ts';
import { Timeout } from '#lib/storage/timeout.ts';

/** What was seen is looked at again after so long; a claim that is new at once. */
const FRESH_MS = 60_000;
const TICK_MS = 2_000;
const LOOK_MS = 20_000;

interface Sources {
  /** The claims that matter now. */
  readonly wanted: () => readonly string[];
  readonly listClaims: (timeout: Timeout) => Promise<readonly KubeClaim[]>;
  readonly readVolume: (name: string, timeout: Timeout) => Promise<KubeVolume>;
  readonly log: Log;
}

/**
 * What becomes of the volumes behind some claims when these are deleted: `Delete` takes the files along. Asked for in the
 * background, and only while a pod mounts a claim; the cluster need not let Rehome read volumes.
 */
export class ReclaimPolicies {
  #known: ReadonlyMap<string, string | null> = new Map();
  #lookedAt = 0;
  readonly #sources: Sources;
  readonly #stop = new AbortController();
  #done: Promise<void> | undefined;

  constructor(sources: Sources) {
    this.#sources = sources;
  }

  /** The policy in the cluster's word; null where it could not be read, undefined before anybody looked. */
  of(claim: string): string | null | undefined {
    return this.#known.get(claim);
  }

  /** Looks now, and keeps what was seen. What cannot be read is not known; never throws for that. */
  async look(timeout: Timeout): Promise<void> {
    const wanted = [...new Set(this.#sources.wanted())];
    const claims = wanted.length === 0 ? [] : await this.#sources.listClaims(timeout).catch(nothing);
    const volumeOf = new Map((claims ?? []).map(({ metadata, spec }) => [metadata.name, spec.volumeName]));
    const known = new Map<string, string | null>();
    for (const claim of wanted) known.set(claim, await this.#policyOf(volumeOf.get(claim), timeout));
    this.#known = known;
    this.#lookedAt = performance.now();
  }

  start(): void {
    this.#done ??= this.#run();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }

  #isDue(): boolean {
    const isOld = performance.now() - this.#lookedAt > FRESH_MS;
    return isOld || this.#sources.wanted().some((claim) => !this.#known.has(claim));
  }

  async #policyOf(volume: string | undefined, timeout: Timeout): Promise<string | null> {
    if (!volume) return null;
    const found = await this.#sources.readVolume(volume, timeout).catch(nothing);
    return found?.spec.persistentVolumeReclaimPolicy ?? null;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      if (this.#isDue()) {
        await this.look(new Timeout('Looking at volumes', LOOK_MS)).catch((error: unknown) => {
          this.#sources.log.warn('volumes could not be looked at', { error: messageOf(error) });
        });
      }
      await delay(TICK_MS, undefined, { signal: this.#stop.signal }).catch(() => undefined);
    }
  }
}

/** What the cluster does not tell is not known; anything else is a fault of ours. */
function nothing(error: unknown): undefined {
  if (isKubernetesError(error) || isTimeoutError(error)) return undefined;
  throw error;
}

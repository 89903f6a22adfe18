import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Container, ContainerState } from '#lib/storage/kube-objects.ts';
import type { ContainerEnd, RunningContainer } from './container.ts';
import { recordEvent } from './events.ts';
import type { FaultBook } from './faults.ts';
import { LogFile } from './log-file.ts';
import { asPod, kubeTime, type StoredPod } from './objects.ts';
import { isOver, statusOf, type Verdict } from './pod-status.ts';
import { startProcess } from './process-container.ts';
import type { Script, ScriptBook } from './script.ts';
import { startScripted } from './scripted-container.ts';
import type { Store } from './store.ts';
import { ConfigError, MountError, mountFolders, volumeFolders } from './volumes.ts';

export interface KubeletParts {
  readonly store: Store;
  readonly faults: FaultBook;
  readonly scripts: ScriptBook;
  /** Local folders by image name. */
  readonly images: ReadonlyMap<string, string>;
  /** Where logs and termination messages are kept. */
  readonly folder: string;
}

/** How often a pod that waits for an image or a volume looks again. */
const LOOK_AGAIN_MS = 200;
const LOST = { exitCode: 137, reason: 'ContainerStatusUnknown' } as const;
const LOST_MESSAGE = 'The container could not be located when the pod was terminated';

/** One pod on this node, from its first container to its last. */
export class PodRun {
  readonly over: Promise<void>;
  readonly #parts: KubeletParts;
  readonly #pod: StoredPod;
  readonly #folder: string;
  readonly #script: Script | undefined;
  readonly #init = new Map<string, ContainerState>();
  readonly #main = new Map<string, ContainerState>();
  readonly #logs = new Map<string, LogFile>();
  readonly #running = new Map<string, RunningContainer>();
  #stopping = false;
  #muted = false;
  #verdict: Verdict | undefined;
  #killTimer: NodeJS.Timeout | undefined;

  constructor(parts: KubeletParts, pod: StoredPod) {
    this.#parts = parts;
    this.#pod = pod;
    this.#folder = join(parts.folder, pod.metadata.uid);
    this.#script = parts.scripts.find(pod);
    const { initContainers = [], containers, activeDeadlineSeconds } = pod.spec;
    const reason = initContainers.length > 0 ? 'PodInitializing' : 'ContainerCreating';
    for (const { name } of initContainers) this.#init.set(name, { waiting: { reason } });
    for (const { name } of containers) this.#main.set(name, { waiting: { reason } });
    const deadline = setTimeout(
      () => this.#exceedDeadline(),
      Math.min((activeDeadlineSeconds ?? 2 ** 21) * 1000, 2 ** 31 - 1),
    );
    if (activeDeadlineSeconds === undefined) clearTimeout(deadline);
    this.over = this.#live().finally(() => {
      clearTimeout(deadline);
      clearTimeout(this.#killTimer);
    });
  }

  log(container: string): LogFile | undefined {
    return this.#logs.get(container);
  }

  /** Asks what runs to end, and ends it after the grace. Said again, it may only shorten the grace. */
  stop(graceSeconds: number, verdict?: Verdict): void {
    this.#verdict ??= verdict;
    if (!this.#stopping) {
      this.#stopping = true;
      for (const [name, container] of this.#running) {
        this.#event('Normal', 'Killing', `Stopping container ${name}`);
        container.terminate();
      }
    }
    clearTimeout(this.#killTimer);
    this.#killTimer = setTimeout(() => this.kill(), graceSeconds * 1000);
  }

  /** Ends what runs, now. */
  kill(oom = false): void {
    for (const container of this.#running.values()) container.kill(oom);
  }

  /** The kubelet puts the pod out to save its node. */
  evict(message: string): void {
    this.#event('Warning', 'Evicted', message);
    this.stop(1, { reason: 'Evicted', message });
  }

  /** A node that is lost does not say what becomes of its pods. */
  mute(muted: boolean): void {
    this.#muted = muted;
    this.report();
  }

  /** The pod object is gone: so is all that was kept for it. */
  discard(): void {
    this.#stopping = true;
    this.kill();
    void this.over.then(() => rmSync(this.#folder, { recursive: true, force: true }));
  }

  get muted(): boolean {
    return this.#muted;
  }

  /** Writes what is known of the containers into the pod's status. */
  report(): void {
    const { metadata } = this.#pod;
    const current = this.#parts.store.get('pods', metadata.namespace, metadata.name);
    if (this.#muted || current?.metadata.uid !== metadata.uid) return;
    const status = statusOf(asPod(current), { init: this.#init, main: this.#main }, this.#verdict);
    if (!isDeepStrictEqual(status, current.status)) this.#parts.store.put('pods', { ...current, status });
  }

  async #live(): Promise<void> {
    const { initContainers = [], containers } = this.#pod.spec;
    mkdirSync(join(this.#folder, 'messages'), { recursive: true });
    this.report();
    const volumes = await this.#volumes();
    for (const container of initContainers) {
      await this.#runOne(container, this.#init, volumes);
      if (this.#stopping || isOver({ init: this.#init, main: this.#main })) break;
    }
    if (!this.#stopping && !isOver({ init: this.#init, main: this.#main })) {
      await Promise.all(containers.map((container) => this.#runOne(container, this.#main, volumes)));
    }
    if (this.#stopping) this.#loseUnstarted();
    this.report();
  }

  async #volumes(): Promise<ReadonlyMap<string, string>> {
    while (!this.#stopping && this.#script === undefined) {
      try {
        return volumeFolders(this.#parts.store, this.#pod, this.#folder);
      } catch (error) {
        if (!(error instanceof MountError)) throw error;
        this.#event('Warning', 'FailedMount', error.message);
        await this.#lookAgain();
      }
    }
    return new Map();
  }

  async #runOne(
    container: Container,
    states: Map<string, ContainerState>,
    volumes: ReadonlyMap<string, string>,
  ): Promise<void> {
    await this.#pulled(container, states);
    const mounts = this.#stopping ? undefined : await this.#mounts(container, states, volumes);
    if (!mounts) return;
    const running = this.#start(container, mounts, states === this.#init);
    this.#running.set(container.name, running);
    const startedAt = kubeTime();
    this.#event('Normal', 'Created', `Created container: ${container.name}`);
    this.#event('Normal', 'Started', `Started container ${container.name}`);
    states.set(container.name, { running: { startedAt } });
    this.report();
    const end = await running.ended;
    this.#running.delete(container.name);
    states.set(container.name, { terminated: { ...terminated(end), startedAt, finishedAt: kubeTime() } });
    this.report();
  }

  #start(container: Container, mounts: ReadonlyMap<string, string>, init: boolean): RunningContainer {
    const log = new LogFile(join(this.#folder, `${container.name}.log`));
    this.#logs.set(container.name, log);
    if (this.#script) return startScripted(this.#pod, log, init ? { ...this.#script.init } : this.#script);
    const messageFile = join(this.#folder, 'messages', container.name);
    writeFileSync(messageFile, '', { mode: 0o666 });
    return startProcess({ container, log, mounts, messageFile }, this.#parts.images.get(container.image) ?? '/');
  }

  /** Waits until the image is there; the pod says meanwhile that it is not, as a real kubelet does. */
  async #pulled(container: Container, states: Map<string, ContainerState>): Promise<void> {
    const { image } = container;
    const before = states.get(container.name) ?? {};
    for (let failures = 0; !this.#stopping && !this.#hasImage(image); failures += 1) {
      const why = `failed to pull and unpack image "${image}": no such image on this node`;
      if (failures === 0) {
        this.#event('Normal', 'Pulling', `Pulling image "${image}"`);
        this.#event('Warning', 'Failed', `Failed to pull image "${image}": ${why}`);
        this.#event('Warning', 'Failed', 'Error: ErrImagePull');
        states.set(container.name, { waiting: { reason: 'ErrImagePull', message: why } });
      } else if (failures === 3) {
        this.#event('Normal', 'BackOff', `Back-off pulling image "${image}"`);
        this.#event('Warning', 'Failed', 'Error: ImagePullBackOff');
        const message = `Back-off pulling image "${image}": ErrImagePull: ${why}`;
        states.set(container.name, { waiting: { reason: 'ImagePullBackOff', message } });
      }
      this.report();
      await this.#lookAgain();
    }
    if (this.#stopping) return;
    states.set(container.name, before);
    this.#event('Normal', 'Pulled', `Container image "${image}" already present on machine`);
  }

  #hasImage(image: string): boolean {
    if (this.#parts.faults.holding('image-pull', this.#pod)) return false;
    return this.#script !== undefined || this.#parts.images.has(image);
  }

  async #mounts(
    container: Container,
    states: Map<string, ContainerState>,
    volumes: ReadonlyMap<string, string>,
  ): Promise<ReadonlyMap<string, string> | undefined> {
    if (this.#script) return new Map();
    while (!this.#stopping) {
      try {
        return mountFolders(container, volumes);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        this.#event('Warning', 'Failed', `Error: ${error.message}`);
        states.set(container.name, { waiting: { reason: 'CreateContainerConfigError', message: error.message } });
        this.report();
        await this.#lookAgain();
      }
    }
    return undefined;
  }

  #lookAgain(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
  }

  #exceedDeadline(): void {
    const message = 'Pod was active on the node longer than the specified deadline';
    this.#event('Normal', 'DeadlineExceeded', message);
    this.stop(this.#pod.spec.terminationGracePeriodSeconds ?? 30, { reason: 'DeadlineExceeded', message });
  }

  #loseUnstarted(): void {
    for (const states of [this.#init, this.#main]) {
      for (const [name, state] of states) {
        if (!state.terminated) states.set(name, { terminated: { ...LOST, message: LOST_MESSAGE } });
      }
    }
  }

  #event(type: 'Normal' | 'Warning', reason: string, message: string): void {
    if (!this.#muted) recordEvent(this.#parts.store, this.#pod, { type, reason, message });
  }
}

const terminated = ({ exitCode, reason, message }: ContainerEnd) => ({ exitCode, reason, ...(message && { message }) });

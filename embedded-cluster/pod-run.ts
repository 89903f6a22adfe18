import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Container, ContainerState } from '#lib/storage/kube-objects.ts';
import type { ContainerEnd, RunningContainer } from './container.ts';
import type { FaultBook } from './faults.ts';
import { LogFile } from './log-file.ts';
import { kubeTime, type StoredPod } from './objects.ts';
import { PodReporter } from './pod-reporter.ts';
import type { Verdict } from './pod-status.ts';
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
/** After so many looks for an image the kubelet says that it backs off. */
const LOOKS_BEFORE_BACK_OFF = 3;
const NEVER = '1970-01-01T00:00:00Z';
const DEADLINE_MESSAGE = 'Pod was active on the node longer than the specified deadline';

type Folders = ReadonlyMap<string, string>;

/** One pod on this node, from its first container to its last. */
export class PodRun {
  /** Settles when nothing of the pod runs, and nothing of it will. */
  readonly over: Promise<void>;
  readonly #parts: KubeletParts;
  readonly #pod: StoredPod;
  readonly #folder: string;
  readonly #script: Script | undefined;
  readonly #reporter: PodReporter;
  readonly #logs = new Map<string, LogFile>();
  readonly #running = new Map<string, RunningContainer>();
  #stopping = false;
  #killTimer: NodeJS.Timeout | undefined;

  constructor(parts: KubeletParts, pod: StoredPod) {
    this.#parts = parts;
    this.#pod = pod;
    this.#folder = join(parts.folder, pod.metadata.uid);
    this.#script = parts.scripts.find(pod);
    this.#reporter = new PodReporter(parts.store, pod);
    const deadline = this.#startDeadline();
    this.over = this.#live().finally(() => {
      clearTimeout(deadline);
      clearTimeout(this.#killTimer);
    });
  }

  log(container: string): LogFile | undefined {
    return this.#logs.get(container);
  }

  get muted(): boolean {
    return this.#reporter.muted;
  }

  /** A node that is lost does not say what becomes of its pods. */
  mute(muted: boolean): void {
    this.#reporter.mute(muted);
  }

  /** Asks what runs to end, and ends it after the grace. Said again, it may only shorten the grace. */
  stop(graceSeconds: number, verdict?: Verdict): void {
    this.#reporter.judge(verdict);
    if (!this.#stopping) {
      this.#stopping = true;
      for (const [name, container] of this.#running) {
        this.#reporter.event('Normal', 'Killing', `Stopping container ${name}`, name);
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
    this.#reporter.event('Warning', 'Evicted', message);
    this.stop(1, { reason: 'Evicted', message });
  }

  /** The pod object is gone: so is all that was kept for it. */
  discard(): void {
    this.#stopping = true;
    this.kill();
    void this.over.then(() => rmSync(this.#folder, { recursive: true, force: true }));
  }

  async #live(): Promise<void> {
    const { initContainers = [], containers } = this.#pod.spec;
    mkdirSync(join(this.#folder, 'messages'), { recursive: true });
    this.#reporter.report();
    const volumes = await this.#volumes();
    for (const container of initContainers) {
      if (!this.#stopping && !this.#reporter.over) await this.#runOne(container, volumes, { ...this.#script?.init });
    }
    if (!this.#stopping && !this.#reporter.over) {
      await Promise.all(containers.map((container) => this.#runOne(container, volumes, { ...this.#script })));
    }
    if (this.#stopping) this.#reporter.loseUnstarted();
    this.#reporter.report();
  }

  async #runOne(container: Container, volumes: Folders, script: Script): Promise<void> {
    const { name } = container;
    await this.#pulled(container);
    const mounts = await this.#mounts(container, volumes);
    if (!mounts) return;
    const running = this.#start(container, mounts, script);
    this.#running.set(name, running);
    this.#reporter.event('Normal', 'Created', `Created container: ${name}`, name);
    const startedAt = running.started ? kubeTime() : NEVER;
    if (running.started) {
      this.#reporter.event('Normal', 'Started', `Started container ${name}`, name);
      this.#reporter.set(name, { running: { startedAt } });
    }
    const end = await running.ended;
    if (!running.started) this.#reporter.event('Warning', 'Failed', `Error: ${end.message}`, name);
    this.#running.delete(name);
    this.#reporter.set(name, terminated(end, startedAt));
  }

  #start(container: Container, mounts: Folders, script: Script): RunningContainer {
    const log = new LogFile(join(this.#folder, `${container.name}.log`));
    this.#logs.set(container.name, log);
    if (this.#script) return startScripted(this.#pod, log, script);
    const messageFile = join(this.#folder, 'messages', container.name);
    // Whatever user the container runs as writes it.
    writeFileSync(messageFile, '');
    chmodSync(messageFile, 0o666);
    const securityContext = { ...this.#pod.spec.securityContext, ...container.securityContext };
    const launch = { container: { ...container, securityContext }, log, mounts, messageFile };
    return startProcess(launch, this.#parts.images.get(container.image) ?? '/');
  }

  /** Waits until the image is there; the pod says meanwhile that it is not, as a real kubelet does. */
  async #pulled({ name, image }: Container): Promise<void> {
    const before = this.#reporter.stateOf(name);
    const why = `failed to pull and unpack image "${image}": no such image on this node`;
    for (let looks = 0; !this.#stopping && !this.#hasImage(image); looks += 1) {
      if (looks === 0) this.#failPull(name, image, why);
      if (looks === LOOKS_BEFORE_BACK_OFF) this.#backOff(name, image, why);
      await pause(LOOK_AGAIN_MS);
    }
    if (this.#stopping) return;
    this.#reporter.set(name, before);
    this.#reporter.event('Normal', 'Pulled', `Container image "${image}" already present on machine`, name);
  }

  #hasImage(image: string): boolean {
    if (this.#parts.faults.holding('image-pull', this.#pod)) return false;
    return this.#script !== undefined || this.#parts.images.has(image);
  }

  #failPull(name: string, image: string, why: string): void {
    this.#reporter.event('Normal', 'Pulling', `Pulling image "${image}"`, name);
    this.#reporter.event('Warning', 'Failed', `Failed to pull image "${image}": ${why}`, name);
    this.#reporter.event('Warning', 'Failed', 'Error: ErrImagePull', name);
    this.#reporter.set(name, { waiting: { reason: 'ErrImagePull', message: why } });
  }

  #backOff(name: string, image: string, why: string): void {
    const text = `Back-off pulling image "${image}"`;
    this.#reporter.event('Normal', 'BackOff', text, name);
    this.#reporter.event('Warning', 'Failed', 'Error: ImagePullBackOff', name);
    this.#reporter.set(name, { waiting: { reason: 'ImagePullBackOff', message: `${text}: ErrImagePull: ${why}` } });
  }

  /** Waits until every volume is there. */
  async #volumes(): Promise<Folders> {
    while (!this.#stopping && this.#script === undefined) {
      try {
        return volumeFolders(this.#parts.store, this.#pod, this.#folder);
      } catch (error) {
        if (!(error instanceof MountError)) throw error;
        this.#reporter.event('Warning', 'FailedMount', error.message);
        await pause(LOOK_AGAIN_MS);
      }
    }
    return new Map();
  }

  /** Waits until a container can be made. Undefined where the pod is stopped before. */
  async #mounts(container: Container, volumes: Folders): Promise<Folders | undefined> {
    while (!this.#stopping) {
      try {
        return this.#script ? new Map() : mountFolders(container, volumes);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        const { message } = error;
        this.#reporter.event('Warning', 'Failed', `Error: ${message}`, container.name);
        this.#reporter.set(container.name, { waiting: { reason: 'CreateContainerConfigError', message } });
        await pause(LOOK_AGAIN_MS);
      }
    }
    return undefined;
  }

  #startDeadline(): NodeJS.Timeout | undefined {
    const { activeDeadlineSeconds, terminationGracePeriodSeconds = 30 } = this.#pod.spec;
    // A timer takes 24 days at most; a pod with a longer deadline outlives no cluster of this kind.
    if (activeDeadlineSeconds === undefined || activeDeadlineSeconds > 2_000_000) return undefined;
    return setTimeout(() => {
      this.#reporter.event('Normal', 'DeadlineExceeded', DEADLINE_MESSAGE);
      this.stop(terminationGracePeriodSeconds, { reason: 'DeadlineExceeded', message: DEADLINE_MESSAGE });
    }, activeDeadlineSeconds * 1000);
  }
}

const terminated = ({ exitCode, reason, message }: ContainerEnd, startedAt: string): ContainerState => ({
  terminated: { exitCode, reason, ...(message && { message }), startedAt, finishedAt: kubeTime() },
});

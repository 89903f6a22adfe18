import type { Container } from '#lib/storage/kube-objects.ts';
import type { LogFile } from './log-file.ts';

/** How a container ended. A process that a signal ended has 128 and the signal's number, as from a container runtime. */
export interface ContainerEnd {
  readonly exitCode: number;
  readonly reason: 'Completed' | 'Error' | 'OOMKilled' | 'StartError';
  readonly message?: string;
}

/** A container that has started, whatever it is made of. */
export interface RunningContainer {
  /** False where there was nothing to start: then it has ended already. */
  readonly started: boolean;
  readonly ended: Promise<ContainerEnd>;
  /** Asks it to end. */
  terminate(): void;
  /** Ends it now; `oom` makes it look as if the kernel did it for want of memory. */
  kill(oom?: boolean): void;
}

/** Everything a container needs to start. */
export interface ContainerLaunch {
  readonly container: Container;
  readonly log: LogFile;
  /** Local folders by the path where the container would see them. */
  readonly mounts: ReadonlyMap<string, string>;
  /** Where the container writes its termination message. */
  readonly messageFile: string;
}

/** Kubelet's limits for a termination message, and for the log tail that may stand in for it. */
export const MESSAGE_LIMIT = 4096;
export const FALLBACK_BYTES = 2048;
export const FALLBACK_LINES = 80;

/** The word for an exit code. */
export const reasonFor = (exitCode: number): 'Completed' | 'Error' => (exitCode === 0 ? 'Completed' : 'Error');

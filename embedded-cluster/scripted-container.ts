import { type ContainerEnd, MESSAGE_LIMIT, type RunningContainer, reasonFor } from './container.ts';
import type { LogFile } from './log-file.ts';
import type { StoredPod } from './objects.ts';
import { filledIn, type Script, type ScriptedEnd } from './script.ts';

const KILLED = 137;
const TERMINATED = 143;

/** Starts a container that plays a script: lines with delays, then an exit code. */
export function startScripted(pod: StoredPod, log: LogFile, script: Script): RunningContainer {
  return new ScriptedContainer(pod, log, script);
}

class ScriptedContainer implements RunningContainer {
  readonly started = true;
  readonly ended: Promise<ContainerEnd>;
  readonly #pod: StoredPod;
  readonly #log: LogFile;
  readonly #script: Script;
  readonly #end: (end: ContainerEnd) => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(pod: StoredPod, log: LogFile, script: Script) {
    this.#pod = pod;
    this.#log = log;
    this.#script = script;
    const { promise, resolve } = Promise.withResolvers<ContainerEnd>();
    this.ended = promise;
    this.#end = resolve;
    this.#play(0);
  }

  terminate(): void {
    if (this.#script.ignoreSigterm) return;
    this.#finish({ exitCode: TERMINATED, ...this.#script.onSigterm });
  }

  kill(oom = false): void {
    this.#finish({ exitCode: KILLED }, oom);
  }

  #play(index: number): void {
    const step = (this.#script.steps ?? [])[index];
    if (!step) {
      const { oom = false } = this.#script;
      this.#finish(oom ? { exitCode: KILLED } : this.#script, oom);
      return;
    }
    this.#timer = setTimeout(() => {
      for (const line of step.line?.split('\n') ?? []) this.#log.append(this.#bytes(line), true);
      this.#play(index + 1);
    }, step.delayMs ?? 0);
  }

  #finish({ lines = [], exitCode = 0, terminationMessage = '' }: ScriptedEnd, oom = false): void {
    if (!this.#log.open) return;
    clearTimeout(this.#timer);
    for (const line of lines) this.#log.append(this.#bytes(line), true);
    this.#log.end();
    const message = filledIn(terminationMessage, this.#pod).slice(0, MESSAGE_LIMIT);
    this.#end({ exitCode, reason: oom ? 'OOMKilled' : reasonFor(exitCode), ...(message && { message }) });
  }

  #bytes(line: string): string {
    return Buffer.from(filledIn(line, this.#pod)).toString('latin1');
  }
}

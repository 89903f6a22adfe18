import type { Creation } from '#embedded-cluster/creations.ts';
import type { Fault } from '#embedded-cluster/faults.ts';
import type { ScriptRule } from '#embedded-cluster/script.ts';
import { ANNOTATIONS, LABELS } from '#lib/migrations/names.ts';
import { pods } from './pod-scripts.ts';

/** The parts of an embedded cluster that no real one has. */
export class Embedded {
  readonly url: string;
  readonly #rules: ScriptRule[] = [];

  constructor(url: string) {
    this.url = url;
  }

  /** From now on the pods of this old user play this script; a later script of the same user goes first. */
  async play(oldUser: string, script: ScriptRule['script']): Promise<void> {
    this.#rules.unshift({ match: { [ANNOTATIONS.oldUser]: oldUser }, script });
    await this.#call('PUT', 'script', this.#rules);
  }

  /** All pods play the script of a copy that goes well, but for those of users that have one. */
  async playAll(): Promise<void> {
    this.#rules.push({ script: pods.good });
    await this.#call('PUT', 'script', this.#rules);
  }

  /** From now on pods do what they are made to do. */
  async forget(): Promise<void> {
    this.#rules.length = 0;
    await this.#call('PUT', 'script', null);
  }

  fault(fault: Fault): Promise<unknown> {
    return this.#call('POST', 'faults', fault);
  }

  clearFaults(): Promise<unknown> {
    return this.#call('DELETE', 'faults');
  }

  /** The pods that are there now, as text for a person. */
  async podsNow(): Promise<string> {
    const response = await fetch(`${this.url}/api/v1/pods`);
    const { items } = (await response.json()) as { items: readonly { metadata: object; status: object }[] };
    return JSON.stringify(items.map(({ metadata, status }) => ({ metadata, status })));
  }

  /** How many pods were ever made for each run, by its id. */
  async podsOfRuns(): Promise<ReadonlyMap<string, readonly string[]>> {
    const made = (await this.#call('GET', 'creations')) as readonly Creation[];
    const byRun = new Map<string, readonly string[]>();
    for (const { kind, labels, uid } of made) {
      const run = kind === 'Pod' ? labels[LABELS.run] : undefined;
      if (run !== undefined) byRun.set(run, [...(byRun.get(run) ?? []), uid]);
    }
    return byRun;
  }

  async #call(method: string, path: string, body?: unknown): Promise<unknown> {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await fetch(`${this.url}/embedded/${path}`, { method, ...sent });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }
}

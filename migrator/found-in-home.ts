import type { Finding } from './bulk/findings.ts';
import type { ByteName } from './byte-name.ts';
import type { Environment, Found } from './receipt-advice.ts';

/** As many as a person reads. */
const KEPT = 100;
/** By how `environmentIn` calls them. */
const KINDS: readonly (readonly [start: string, kind: Environment['kind']])[] = [
  ['Virtual', 'venv'],
  ['Conda', 'conda'],
  ['Kernel', 'kernel'],
];

/** What the workers found in the old home that will not work from the copy, put together for the receipt. */
export class FoundInHome {
  readonly #links: ByteName[] = [];
  readonly #environments: Environment[] = [];
  #into: ByteName = '';
  #count = 0;

  take({ found, path, detail }: Finding): void {
    if (found === 'environment') {
      const kind = KINDS.find(([start]) => detail.startsWith(start))?.[1];
      if (kind && this.#environments.length < KEPT) this.#environments.push({ kind, path });
      return;
    }
    this.#count += 1;
    if (this.#links.length < KEPT) this.#links.push(path);
    // Two names deep is where platforms keep homes: /home/alice.
    this.#into ||= detail.split('/', 3).join('/');
  }

  /** Links that were only counted. */
  addLinks(count: number): void {
    this.#count += count;
  }

  forReceipt(): Found {
    const links = { into: this.#into, count: this.#count, first: this.#links };
    return { links, environments: this.#environments };
  }
}

export const isFinding = (message: unknown): message is Finding =>
  typeof message === 'object' && message !== null && 'found' in message;

import type { StoredObject } from './objects.ts';

/** One object that a client made, as an audit log would have it. */
export interface Creation {
  readonly at: string;
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
  readonly uid: string;
  readonly labels: Readonly<Record<string, string>>;
}

const KEPT = 20_000;

/** What clients have made here, also what is gone since: the latest 20,000 objects. */
export class Creations {
  readonly #made: Creation[] = [];

  add({ kind, metadata }: StoredObject): void {
    const { namespace, name, uid, labels = {} } = metadata;
    this.#made.push({ at: new Date().toISOString(), kind, namespace, name, uid, labels });
    if (this.#made.length > KEPT) this.#made.shift();
  }

  list(): readonly Creation[] {
    return this.#made;
  }
}

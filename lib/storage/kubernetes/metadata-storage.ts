import 'server-only';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf, RehomeError } from '#lib/errors.ts';
import type { OwnerReference } from '../kube-objects.ts';

/** Where the chart mounts the downward API. */
const DEFAULT_FOLDER = '/etc/podinfo';

/** Who this installation is, given outright; `name` and `uid` of its pod are needed for owner references alone. */
export interface KnownMetadata {
  readonly namespace: string;
  readonly name?: string;
  readonly uid?: string;
}

/**
 * Where this installation runs: as given, or read from the files `namespace`, `name` and `uid` of the downward API, each
 * when first asked for and once.
 */
export class MetadataStorage {
  readonly #known: Partial<KnownMetadata>;
  readonly #folder: string;
  readonly #read = new Map<string, string>();

  constructor(source: KnownMetadata | { readonly folder?: string } = {}) {
    this.#known = 'namespace' in source ? source : {};
    this.#folder = ('folder' in source && source.folder) || DEFAULT_FOLDER;
  }

  /** Where migrator pods are made. Throws `RehomeError` (`unavailable`) where it is not known. */
  get namespace(): string {
    return this.#value('namespace');
  }

  /** This installation's own pod, as an owner. Throws `RehomeError` (`unavailable`) where it does not run in one. */
  ownerReference(): OwnerReference {
    const [name, uid] = [this.#value('name'), this.#value('uid')];
    return { apiVersion: 'v1', kind: 'Pod', name, uid, blockOwnerDeletion: true };
  }

  #value(key: 'namespace' | 'name' | 'uid'): string {
    const known = this.#known[key] ?? this.#read.get(key);
    if (known) return known;
    const file = join(this.#folder, key);
    try {
      const value = readFileSync(file, 'utf8').trim();
      if (value === '') throw new Error('the file is empty');
      this.#read.set(key, value);
      return value;
    } catch (cause) {
      const message = `The ${key} of this installation is not known: ${file} cannot be read (${messageOf(cause)}).`;
      throw new RehomeError('unavailable', message, { cause });
    }
  }
}

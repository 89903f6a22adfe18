import { type ByteName, printable } from '../byte-name.ts';
import type { Crew } from '../crew/crew.ts';
import { Failure } from '../failure.ts';
import type { Reporter } from '../reporter.ts';
import type { Differing, LinkedName, VerifySetup, VerifyTally } from './setup.ts';

/** What the copy holds: everything but folders, and the apparent size of plain files, each inode once. */
export interface Counted {
  readonly files: number;
  readonly bytes: number;
}

export interface Verifying {
  readonly crew: Crew;
  readonly setup: VerifySetup;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
}

/** How many differences the message names. */
const NAMED = 3;

/** Compares copy and original by all workers. Throws `differs` where they differ and no change of the old home explains it. */
export async function verify({ crew, setup, reporter, signal }: Verifying): Promise<Counted> {
  const differences = new Differences(reporter);
  const links = new LinkGroups(differences, reporter);
  const tallies = await crew.run({
    job: 'verify',
    setup,
    signal,
    onNote: (kind, path, detail) => reporter.note(kind, path, detail),
    onTold: (message) => {
      if (isLinked(message)) links.take(message);
      else differences.take((message as Differing).differs, (message as Differing).what);
    },
  });
  differences.throwIfAny();
  const counted = { files: 0, bytes: links.bytes };
  for (const tally of tallies as readonly VerifyTally[]) {
    counted.files += tally.files;
    counted.bytes += tally.bytes;
  }
  return counted;
}

const isLinked = (message: unknown): message is LinkedName =>
  typeof message === 'object' && message !== null && 'linked' in message;

class Differences {
  readonly #reporter: Reporter;
  readonly #first: string[] = [];
  #count = 0;

  constructor(reporter: Reporter) {
    this.#reporter = reporter;
  }

  take(path: ByteName, what: string): void {
    this.#count += 1;
    if (this.#first.length < NAMED) this.#first.push(`“${printable(path) || '.'}”: ${what}`);
    this.#reporter.entry('differing', path, `${what[0]?.toUpperCase()}${what.slice(1)}.`);
  }

  throwIfAny(): void {
    if (this.#count === 0) return;
    const more = this.#count > NAMED ? ` and ${this.#count - NAMED} more` : '';
    throw new Failure('differs', `Copy and original differ: ${this.#first.join('; ')}${more}.`);
  }
}

/** Names of one inode in the old home must be names of one inode in the copy, and the other way round. */
class LinkGroups {
  readonly #differences: Differences;
  readonly #reporter: Reporter;
  readonly #copies = new Map<bigint, bigint>();
  readonly #originals = new Map<bigint, bigint>();
  bytes = 0;

  constructor(differences: Differences, reporter: Reporter) {
    this.#differences = differences;
    this.#reporter = reporter;
  }

  take({ linked, original, copy, size, hasChanged }: LinkedName): void {
    const [knownCopy, knownOriginal] = [this.#copies.get(original), this.#originals.get(copy)];
    if (knownCopy === undefined) {
      this.bytes += size;
      this.#copies.set(original, copy);
    }
    if (knownOriginal === undefined) this.#originals.set(copy, original);
    const isRight = (knownCopy ?? copy) === copy && (knownOriginal ?? original) === original;
    if (isRight) return;
    if (hasChanged) this.#reporter.note('changed', linked, 'Its other names changed.');
    else this.#differences.take(linked, 'hard links differ');
  }
}

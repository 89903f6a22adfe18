import { escapedUsername, safeUsername } from '#lib/config/kubespawner-slugs.ts';
import { safeName, userHash } from '../names.ts';
import type { NameKind, StandIns } from './stand-ins.ts';

/** Shorter names are parts of too many words: they are replaced as whole words alone. */
const LONG = 4;

const SYNTAX = /[\^$\\.*+?()[\]{}|/]/g;

/** Names that are looked for in every text, each with the word that stands for it. */
export class KnownNames {
  readonly #words: StandIns;
  /** By the name in small letters. */
  readonly #found = new Map<string, string>();
  #pattern: RegExp | undefined;

  constructor(words: StandIns) {
    this.#words = words;
  }

  /** Looks for a name from now on. A name that is known already stays what it is. */
  add(kind: NameKind, name: string): void {
    if (name.trim() === '') return;
    const word = this.#words.of(kind, name);
    for (const spelling of kind === 'user' ? spellings(name) : [name]) {
      const key = spelling.toLowerCase();
      if (!this.#found.has(key)) this.#found.set(key, word);
    }
    this.#pattern = undefined;
  }

  /** The word for a name, which may not be known yet. */
  word(kind: NameKind, name: string): string {
    return this.#found.get(name.toLowerCase()) ?? this.#words.of(kind, name);
  }

  /** A text with every known name replaced, the longest first, however it is written in large and small letters. */
  replaceIn(text: string): string {
    if (this.#found.size === 0) return text;
    this.#pattern ??= patternOf([...this.#found.keys()]);
    return text.replace(this.#pattern, (name) => this.#found.get(name.toLowerCase()) ?? 'somebody');
  }
}

/** A username as it is, and as folders, claims and labels are called after it. */
const spellings = (name: string): readonly string[] => [
  ...new Set([
    ...[name, name.normalize('NFC'), name.normalize('NFD'), safeName(name), userHash(name)],
    ...[escapedUsername(name.toLowerCase()), safeUsername(name.toLowerCase())],
    ...[escapedUsername(name), safeUsername(name), encodeURIComponent(name.toWellFormed())],
  ]),
];

function patternOf(names: readonly string[]): RegExp {
  const words = [...names]
    .sort((a, b) => b.length - a.length)
    .map((name) => {
      const text = name.replace(SYNTAX, '\\$&');
      return name.length < LONG ? `(?<![\\p{L}\\p{N}])${text}(?![\\p{L}\\p{N}])` : text;
    });
  return new RegExp(words.join('|'), 'giu');
}

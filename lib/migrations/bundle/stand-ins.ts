/** What a name in a bundle is a name of. */
export type NameKind =
  | ('user' | 'operator' | 'email' | 'address')
  | ('node' | 'claim' | 'pod' | 'name' | 'pattern' | 'note');

/**
 * Words that stand for names, `user-1` and so on: the same word for the same name all over one bundle, and nothing that leads
 * from the word back to the name.
 */
export class StandIns {
  readonly #words = new Map<string, string>();
  readonly #counts = new Map<NameKind, number>();

  /** The word for a name of this kind. */
  of(kind: NameKind, name: string): string {
    const key = `${kind}\0${name}`;
    const known = this.#words.get(key);
    if (known !== undefined) return known;
    const count = (this.#counts.get(kind) ?? 0) + 1;
    this.#counts.set(kind, count);
    const word = `${kind}-${count}`;
    this.#words.set(key, word);
    return word;
  }
}

import { isIP } from 'node:net';
import { parseFinalResult } from '../wire.ts';
import { HomeNames } from './home-names.ts';
import { KnownNames } from './known-names.ts';
import { isSecretKey, SECRET, withoutSecrets } from './secrets.ts';
import { StandIns } from './stand-ins.ts';

/** Whoever acts under these names is no person. */
const NOBODY = new Set(['local', 'Rehome', 'rehome', 'loopback', '']);

const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
const IPV4 = /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w.]*\d)/g;
const IPV6 = /(?<![\w:.])(?=[0-9a-f]*:)[0-9a-f:]{3,39}(?![\w:])/gi;
const OWN_ADDRESSES = new Set(['127.0.0.1', '0.0.0.0', '::1', '::']);
const FOLDER = /migrated-([^\s/“”"']+?)-(?=\d{8}T\d{6}Z)/g;

/** Lists of a check's report whose details are targets of links. */
const LINK_LISTS = new Set(['leaving', 'absolute']);
/** Where texts are the migrator's, and may name what lies in a home. */
const MIGRATORS = new Set(['line', 'run', 'timeline', 'check', 'files', 'terminated']);

type Treatment = 'operator' | 'person' | 'path' | 'pattern' | 'address' | 'said' | 'written';

/** What the text under a key is; under any other it is plain text. */
const TREATMENTS: Readonly<Record<string, Treatment>> = {
  ...{ requestedBy: 'operator', stopRequestedBy: 'operator', by: 'operator', actor: 'operator' },
  ...{ oldUser: 'person', newUser: 'person' },
  ...{ path: 'path', samples: 'path' },
  ...{ exclude: 'pattern', excludes: 'pattern' },
  ...{ server: 'address', source: 'address' },
  ...{ message: 'said', detail: 'said' },
  ...{ why: 'written', ticket: 'written', note: 'written' },
};

/**
 * Replaces in everything that goes into a bundle what says who somebody is, and, unless file names are wanted, what the files
 * in the homes are called. Secrets go always. It is exact where the kind of a text is known, and careful where it is not.
 */
export class Redactor {
  readonly known: KnownNames;
  readonly homes: HomeNames;
  readonly #words = new StandIns();
  readonly #fileNames: boolean;

  constructor({ fileNames }: { readonly fileNames: boolean }) {
    this.#fileNames = fileNames;
    this.known = new KnownNames(this.#words);
    this.homes = new HomeNames(this.#words);
  }

  /** The word for who did something. */
  operator(name: string): string {
    return NOBODY.has(name) ? name : this.known.word('operator', name);
  }

  /** Looks for whoever does things from now on, where it is a person. */
  addOperator(name: string | null): void {
    if (name !== null && !NOBODY.has(name)) this.known.add('operator', name);
  }

  /** Words of Rehome or of the cluster. */
  text(text: string): string {
    const open = withoutSecrets(text).replace(
      FOLDER,
      (_, name: string) => `migrated-${this.known.word('user', name)}-`,
    );
    return this.known
      .replaceIn(open)
      .replace(EMAIL, (email) => this.#words.of('email', email.toLowerCase()))
      .replace(IPV4, (address) => this.#address(address))
      .replace(IPV6, (address) => this.#address(address));
  }

  /** Words of the migrator, or of a program that it ran. */
  said(text: string): string {
    return this.text(this.#fileNames ? text : this.homes.said(withoutSecrets(text)));
  }

  /** A path in a home. */
  path(text: string): string {
    return this.text(this.#fileNames ? text : this.homes.path(text));
  }

  /** What is left out of a copy: the name of a preset, or a pattern of names. */
  pattern(text: string): string {
    return this.#fileNames || text.startsWith('@') ? this.text(text) : this.#words.of('pattern', text);
  }

  /** A value with every text in it replaced by what its key says it is. `what` names the whole, as `run` or `pod`. */
  tree(value: unknown, what: string): unknown {
    return this.#within(value, [what]);
  }

  #within(value: unknown, trail: readonly string[]): unknown {
    if (typeof value === 'string') return this.#leaf(value, trail);
    if (Array.isArray(value)) return value.map((item) => this.#within(item, trail));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, this.#within(inner, [...trail, key])]));
  }

  #leaf(text: string, trail: readonly string[]): string {
    const key = trail.at(-1) ?? '';
    if (isSecretKey(key)) return SECRET;
    const treatment = TREATMENTS[key];
    if (treatment === undefined) return this.text(text);
    if (treatment === 'said') return this.#saidWithin(text, trail);
    if (treatment === 'written') return leftOut(text);
    if (treatment === 'person') return this.known.word('user', text);
    if (treatment === 'address') return NOBODY.has(text) ? text : this.#words.of('address', text);
    return this[treatment](text);
  }

  #saidWithin(text: string, trail: readonly string[]): string {
    if (trail.some((word) => LINK_LISTS.has(word))) return this.path(text);
    const result = parseFinalResult(text);
    if (result) return JSON.stringify(this.tree(result, 'run'));
    return trail.some((word) => MIGRATORS.has(word)) ? this.said(text) : this.text(text);
  }

  #address(text: string): string {
    if (isIP(text) === 0 || OWN_ADDRESSES.has(text)) return text;
    return this.#words.of('address', text);
  }
}

/** What a person wrote may say anything of anybody. */
export const leftOut = (text: string): string => `(left out: ${text.length} characters that somebody wrote)`;

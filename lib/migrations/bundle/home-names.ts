import type { StandIns } from './stand-ins.ts';

/** Where the homes are in a migrator's pod. */
const MOUNT = /^\/(?:homes\/(?:old|new)|volume)(?=\/|$)/;
/** Names in a home that are Rehome's own. */
const OWN =
  /^(?:migrated-.+-\d{8}T\d{6}Z(?:-\d+)?|\.rehome-[0-9a-f-]{36}|REHOME-[A-Z]+\.txt|tree|notes|marker|journal)$/;
/** Folders of the image and the kernel: what lies there is nobody's. */
const OF_THE_IMAGE = /^\/(?:app|dev|proc|sys|usr|bin|sbin|lib|lib64|etc|opt)(?:\/|$)/;

const QUOTED = /“[^”]*”|"[^"]*"|`[^`]*`|'[^']*\/[^']*'/g;
const ABSOLUTE = /(?<![\p{L}\p{N}.:/])\/[^\s"'“”()]+/gu;

/** Names of files and folders in homes, replaced name by name, so that what lies in one folder still seems to. */
export class HomeNames {
  readonly #words: StandIns;
  /** Paths that were heard of, by their first word. */
  readonly #heard = new Map<string, Set<string>>();

  constructor(words: StandIns) {
    this.#words = words;
  }

  /** A path with every name in it replaced but Rehome's own. */
  path(text: string): string {
    const mount = MOUNT.exec(text)?.[0] ?? '';
    const names = text.slice(mount.length).split('/');
    return mount + names.map((name) => this.#name(name)).join('/');
  }

  /** Looks for this path in texts from now on. */
  hear(path: string): void {
    const first = firstWord(path);
    if (first === '') return;
    const paths = this.#heard.get(first) ?? new Set();
    this.#heard.set(first, paths.add(path));
  }

  /** What the migrator said in words: what it quotes, absolute paths, and paths that were heard of are replaced. */
  said(text: string): string {
    return this.#withoutHeard(text)
      .replace(QUOTED, (quoted) => `${quoted[0]}${this.path(quoted.slice(1, -1))}${quoted.at(-1)}`)
      .replace(ABSOLUTE, (path) => (OF_THE_IMAGE.test(path) ? path : this.path(path)));
  }

  #name(name: string): string {
    return name === '' || /^\.{1,2}$|^name-\d+$/.test(name) || OWN.test(name) ? name : this.#words.of('name', name);
  }

  #withoutHeard(text: string): string {
    if (this.#heard.size === 0) return text;
    let rest = '';
    let from = 0;
    for (const { index, 0: word } of text.matchAll(/[^\s“”"'()]+/g)) {
      if (index < from) continue;
      const found = this.#heardAt(text, index, word);
      if (found === undefined) continue;
      rest += text.slice(from, index) + this.path(found);
      from = index + found.length;
    }
    return rest + text.slice(from);
  }

  /** The longest path that was heard of and stands here, where this word begins. */
  #heardAt(text: string, index: number, word: string): string | undefined {
    let longest: string | undefined;
    for (const path of this.#heard.get(word) ?? this.#heard.get(word.replace(/[:;,.]+$/, '')) ?? []) {
      if (path.length > (longest?.length ?? 0) && text.startsWith(path, index)) longest = path;
    }
    return longest;
  }
}

const firstWord = (path: string): string => /[^\s“”"'()]+/.exec(path.trimStart())?.[0] ?? '';

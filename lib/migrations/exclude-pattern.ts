/**
 * One pattern of what a copy leaves out: a subset of rsync's syntax, with rsync's meaning (tested against rsync itself).
 * Names are compared byte by byte, so everything here works on bytes, held one to a character (latin1).
 */
export interface Pattern {
  /** As it was written. */
  readonly text: string;
  readonly bytes: string;
  readonly foldersOnly: boolean;
  /** Whether only an entry's own name matters, and not where it lies. */
  readonly ofName: boolean;
  /** The one name that an entry must have to match, where there is just one. */
  readonly name: string | undefined;
  /** What the name of an entry must end with to match. */
  readonly ending: string;
  readonly tokens: readonly Token[];
}

/** A byte, one of the three below, or a table of the bytes that may stand there. */
type Token = number | Uint8Array;
const ANY = -1;
const STAR = -2;
const WIDE_STAR = -3;
const SLASH = 0x2f;

export const MAX_PATTERN_BYTES = 1000;

/** What is refused at once, each with the end of a sentence that says why and what to write instead. */
const REFUSED: readonly (readonly [RegExp, string])[] = [
  [/^$/, 'is empty'],
  [/^ | $/, 'begins or ends with a space; write “?” for a space that is meant'],
  [/\p{Cc}/u, 'has a control character; write “?” in its place'],
  [/\p{Cs}/u, 'is not valid Unicode'],
  [/\\/, 'has a backslash, and nothing can be escaped here; write [*] for a star itself and “?” for a backslash'],
  [/^[+-] /, 'begins like a rule; write the pattern alone, since every pattern leaves out'],
  [/^!/, 'begins with “!”, but nothing can be taken back in; write “?” for a “!” that is meant'],
  [/^~\//, 'begins with “~/”; write “/” for the top of the home'],
  [/\*\*\*/, 'has three stars in a row; write one (within a name) or two (across folders)'],
  [/^\/?$|\/\//, 'has an empty name between slashes'],
  [/(^|\/)\.\.?(\/|$)/, 'has “.” or “..” as a name, which no file in a home has'],
];

/** Reads one pattern, or says in a sentence why it is none. */
export function readPattern(text: string): Pattern | string {
  const bytes = bytesOf(text);
  const refused = REFUSED.find(([what]) => what.test(text))?.[1];
  if (refused !== undefined) return sentence(text, refused);
  if (bytes.length > MAX_PATTERN_BYTES) return sentence(text, `is longer than ${MAX_PATTERN_BYTES} bytes`);
  const foldersOnly = bytes.endsWith('/');
  const path = foldersOnly ? bytes.slice(0, -1) : bytes;
  const tokens = tokensOf(path);
  if (typeof tokens === 'string') return sentence(text, tokens);
  const last = path.slice(path.lastIndexOf('/') + 1);
  const ofName = !path.includes('/') && !path.includes('**');
  const isWhole = ofName || path.startsWith('/') || path.startsWith('**');
  return {
    ...{ text, bytes, foldersOnly, ofName },
    name: /[*?[]/.test(last) ? undefined : last,
    ending: last.slice(Math.max(...['*', '?', ']'].map((sign) => last.lastIndexOf(sign))) + 1),
    // Any other pattern matches the end of a path, after a slash.
    tokens: isWhole ? tokens : [WIDE_STAR, SLASH, ...tokens],
  };
}

/**
 * Whether a pattern names this entry; `path` is relative to the home, in bytes, and never empty. Takes time in step with the
 * length of both, whatever they hold: the latest star of each kind is all that may ever have to take more.
 */
export function names({ tokens, ofName, foldersOnly, ending }: Pattern, path: string, isFolder: boolean): boolean {
  if ((foldersOnly && !isFolder) || !path.endsWith(ending)) return false;
  // With a slash before it, the top of the home is like any other folder.
  return fits(tokens, ofName ? path.slice(path.lastIndexOf('/') + 1) : `/${path}`);
}

function fits(tokens: readonly Token[], text: string): boolean {
  let [at, next] = [0, 0];
  let [star, starAt, wide, wideAt] = [-1, 0, -1, 0];
  while (at < text.length) {
    const token = tokens[next];
    if (token === WIDE_STAR) {
      [wide, wideAt, star] = [++next, at, -1];
    } else if (token === STAR) {
      [star, starAt] = [++next, at];
    } else if (token !== undefined && takes(token, text.charCodeAt(at))) {
      next += 1;
      at += 1;
    } else if (star >= 0 && text.charCodeAt(starAt) !== SLASH) {
      [next, at] = [star, ++starAt];
    } else if (wide >= 0) {
      [next, at, star] = [wide, ++wideAt, -1];
    } else {
      return false;
    }
  }
  while (tokens[next] === STAR || tokens[next] === WIDE_STAR) next += 1;
  return next === tokens.length;
}

function takes(token: Token, byte: number): boolean {
  if (typeof token === 'number') return token === byte || (token === ANY && byte !== SLASH);
  return token[byte] === 1;
}

/** The tokens of a pattern's bytes, or the end of a sentence that says what is wrong with them. */
function tokensOf(path: string): Token[] | string {
  const tokens: Token[] = [];
  for (let at = 0; at < path.length; at++) {
    const sign = path.charAt(at);
    if (sign === '{' || sign === '}')
      return 'has a brace, which chooses nothing here; write one pattern for each choice';
    if (sign === '*' && path[at + 1] === '*') {
      tokens.push(WIDE_STAR);
      at += 1;
    } else if (sign === '[') {
      const set = readSet(path, at);
      if (typeof set === 'string') return set;
      tokens.push(set.table);
      at = set.end;
    } else {
      tokens.push(sign === '*' ? STAR : sign === '?' ? ANY : path.charCodeAt(at));
    }
  }
  return tokens;
}

/** Reads a `[…]` that begins at `start`: single bytes and ranges; `]` stands for itself at the beginning, `-` at both ends. */
function readSet(path: string, start: number): { table: Uint8Array; end: number } | string {
  const isNegated = path[start + 1] === '!' || path[start + 1] === '^';
  const begin = start + (isNegated ? 2 : 1);
  const end = path.indexOf(']', begin + 1);
  const inside = end < 0 ? path.slice(begin) : path.slice(begin, end);
  if (end < 0) return 'has a “[” without its “]”';
  if (inside.includes('/')) return 'has a slash between “[” and “]”';
  if (inside.includes('[:')) return 'has a class of characters like [:alpha:]; write ranges like [a-zA-Z]';
  if (/[^ -~]/.test(inside)) return 'has letters other than ASCII between “[” and “]”; names are compared byte by byte';
  const table = new Uint8Array(256);
  for (let at = 0; at < inside.length; at++) {
    const first = inside.charCodeAt(at);
    const isRange = inside[at + 1] === '-' && at + 2 < inside.length;
    const last = isRange ? inside.charCodeAt(at + 2) : first;
    if (last < first) return `has the range ${inside.slice(at, at + 3)}, which runs backwards`;
    table.fill(1, first, last + 1);
    if (isRange) at += 2;
  }
  if (isNegated) for (const [byte, has] of table.entries()) table[byte] = 1 - has;
  table[SLASH] = 0;
  return { table, end };
}

/** A text as its UTF-8 bytes, one to a character. */
const bytesOf = (text: string): string =>
  Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');

const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;
const sentence = (text: string, what: string): string => {
  const short = text.length <= 80 ? text : `${text.slice(0, 80)}…`;
  const shown = short.replace(UNSEEN, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`);
  return `The exclude “${shown}” ${what}.`;
};

import { CODES, factsOf } from '#lib/migrations/outcomes.ts';
import { KINDS } from '#lib/migrations/states.ts';
import { SHORTEST_INDEXED } from './engine.ts';
import { folded } from './text.ts';

/** What a text asks for: all of these words, or one of these codes. */
export interface SearchWords {
  /** Words that an index can find. */
  readonly long: readonly string[];
  /** Words that it cannot. */
  readonly short: readonly string[];
  /** Codes with this text in their headline: people search for the words that they see. */
  readonly codes: readonly string[];
}

/** A text as a search takes it. Case and compatibility forms make no difference, nor does what is between two words. */
export function searchWords(text: string): SearchWords {
  const whole = folded(text).trim().replaceAll(/\s+/g, ' ');
  const words = whole === '' ? [] : [...new Set(whole.split(' '))];
  const isLong = (word: string): boolean => [...word].length >= SHORTEST_INDEXED;
  return {
    long: words.filter(isLong),
    short: words.filter((word) => !isLong(word)),
    codes: isLong(whole) ? codesAbout(whole) : [],
  };
}

/** Every headline, also those of other kinds, as it is searched for. */
const HEADLINES = Object.keys(CODES).map((code) => ({
  code: code.toLowerCase(),
  words: folded(
    KINDS.flatMap((kind) => [factsOf(code, kind)?.headline ?? '', factsOf(code, kind)?.short ?? '']).join('\n'),
  ).replaceAll('’', "'"),
}));

const codesAbout = (text: string): readonly string[] =>
  HEADLINES.filter(({ words }) => words.includes(text.replaceAll('’', "'"))).map(({ code }) => code);

/** Whether a body has what is asked for. */
export function hasWords(body: string, { long, short, codes }: SearchWords): boolean {
  const text = folded(body);
  const has = (part: string): boolean => text.includes(part);
  return [...long, ...short].every(has) || codes.some(has);
}

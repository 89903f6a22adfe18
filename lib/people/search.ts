import type { Person } from './directory.ts';

interface Entry {
  readonly person: Person;
  readonly username: string;
  readonly uid: string;
  /** The words of the display name, each after a space. */
  readonly words: string;
  /** Everything that a text is looked for in: one search rules most people out. */
  readonly all: string;
}

/** People prepared for searching, by username. Made once for each list, since preparing costs more than a search. */
export type PeopleIndex = readonly Entry[];

const NOT_OF_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;
const fold = (text: string): string => text.normalize('NFC').toLowerCase();
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

/** The words of a text, each after a space; empty where there is none. */
const wordsOf = (text: string): string => {
  const words = text.replace(NOT_OF_WORDS, ' ').trim();
  return words && ` ${words}`;
};

function entryOf(person: Person): Entry {
  const username = fold(person.username);
  const name = fold(person.displayName ?? '');
  const words = wordsOf(name);
  return { person, username, uid: String(person.uid ?? ''), words, all: `${username}\n${name}\n${words}` };
}

export const indexPeople = (people: readonly Person[]): PeopleIndex =>
  people.map(entryOf).sort((a, b) => compare(a.username, b.username) || compare(a.person.username, b.person.username));

/** The people whose username begins with a text; exactly that username comes first, as the order has it. */
function beginningWith(index: PeopleIndex, text: string, limit: number): readonly Entry[] {
  let [low, high] = [0, index.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((index[middle]?.username ?? '') < text) low = middle + 1;
    else high = middle;
  }
  return index.slice(low, low + limit).filter(({ username }) => username.startsWith(text));
}

/** People with a word that begins with the text, then those with the text anywhere; `limit` at most. */
function holding(index: PeopleIndex, text: string, limit: number): readonly Entry[] {
  const words = wordsOf(text);
  const onlyAsWords = words.slice(1) === text ? text : words;
  const byWord: Entry[] = [];
  const anywhere: Entry[] = [];
  for (const entry of index) {
    if (byWord.length >= limit) break;
    const { all } = entry;
    const has = all.includes(text);
    if (!has && (onlyAsWords === text || words === '' || !all.includes(onlyAsWords))) continue;
    if (words !== '' && entry.words.includes(words)) byWord.push(entry);
    else if (has && anywhere.length < limit) anywhere.push(entry);
  }
  return [...byWord, ...anywhere];
}

/**
 * The people who fit a text, best first: the username itself, the uid, the beginning of the username, the beginning of
 * a word of the display name, any part of either. Case and the way accents are composed do not matter. For an empty
 * text, the first by username.
 */
export function searchPeople(index: PeopleIndex, text: string, limit: number): readonly Person[] {
  const wanted = fold(text.trim());
  if (wanted === '') return index.slice(0, limit).map(({ person }) => person);
  const first = beginningWith(index, wanted, limit);
  const exact = first.filter(({ username }) => username === wanted);
  const byUid = /^\d+$/.test(wanted) ? index.filter(({ uid }) => uid === wanted) : [];
  const found = new Set([...exact, ...byUid, ...first]);
  // Those found already may be found again, so as many more are asked for.
  const others = found.size < limit ? holding(index, wanted, limit + found.size) : [];
  return [...new Set([...found, ...others])].slice(0, limit).map(({ person }) => person);
}

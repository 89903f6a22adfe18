import type { Person } from './directory.ts';

interface Entry {
  readonly person: Person;
  readonly username: string;
  readonly uid: string;
  readonly name: string;
  /** The display name, each word after a space. */
  readonly words: string;
}

/** People prepared for searching, by username. Made once for each list, since preparing costs more than a search. */
export type PeopleIndex = readonly Entry[];

const NOT_OF_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;
const fold = (text: string): string => text.normalize('NFC').toLowerCase();
/** The words of a text, each after a space; empty where there is none. */
const wordsOf = (text: string): string => {
  const words = text.replace(NOT_OF_WORDS, ' ').trim();
  return words && ` ${words}`;
};
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

export function indexPeople(people: readonly Person[]): PeopleIndex {
  return people
    .map((person) => {
      const name = fold(person.displayName ?? '');
      return { person, username: fold(person.username), uid: String(person.uid ?? ''), name, words: wordsOf(name) };
    })
    .sort((a, b) => compare(a.username, b.username) || compare(a.person.username, b.person.username));
}

interface Wanted {
  readonly text: string;
  readonly words: string;
}

/** How well somebody fits, 0 best; undefined for not at all. */
function rank(entry: Entry, { text, words }: Wanted): number | undefined {
  if (entry.username === text) return 0;
  if (entry.uid === text) return 1;
  if (entry.username.startsWith(text)) return 2;
  if (words !== '' && entry.words.includes(words)) return 3;
  return entry.username.includes(text) || entry.name.includes(text) ? 4 : undefined;
}

/**
 * The people who fit a text, best first: the username itself, the uid, the beginning of the username, the beginning of
 * a word of the display name, any part of either. Case and the way accents are composed do not matter. For an empty
 * text, the first by username.
 */
export function searchPeople(index: PeopleIndex, text: string, limit: number): readonly Person[] {
  const wanted = fold(text.trim());
  if (wanted === '') return index.slice(0, limit).map(({ person }) => person);
  const hits: readonly Person[][] = [[], [], [], [], []];
  const looked = { text: wanted, words: wordsOf(wanted) };
  for (const entry of index) {
    const found = hits[rank(entry, looked) ?? -1];
    if (found && found.length < limit) found.push(entry.person);
  }
  return hits.flat().slice(0, limit);
}

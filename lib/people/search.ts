import type { Person } from './directory.ts';

interface Entry {
  readonly person: Person;
  readonly username: string;
  readonly name: string;
  /** The display name, each word after a space. */
  readonly words: string;
}

/** People prepared for searching, by username. Made once for each list, since preparing costs more than a search. */
export type PeopleIndex = readonly Entry[];

const fold = (text: string): string => text.normalize('NFC').toLowerCase();
const compare = (a: string, b: string): number => (a < b ? -1 : Number(a > b));

export function indexPeople(people: readonly Person[]): PeopleIndex {
  return people
    .map((person) => {
      const name = fold(person.displayName ?? '');
      return { person, username: fold(person.username), name, words: ` ${name.replace(/[^\p{L}\p{N}\p{M}]+/gu, ' ')}` };
    })
    .sort((a, b) => compare(a.username, b.username) || compare(a.person.username, b.person.username));
}

/** How well somebody fits, 0 best; undefined for not at all. */
function rank(entry: Entry, text: string, word: string): number | undefined {
  if (entry.username === text) return 0;
  if (entry.username.startsWith(text)) return 1;
  if (entry.words.includes(word)) return 2;
  return entry.username.includes(text) || entry.name.includes(text) ? 3 : undefined;
}

/**
 * The people who fit a text, best first: the username itself, its beginning, the beginning of a word of the display
 * name, any part of either. Case and the way accents are composed do not matter. For an empty text, the first by name.
 */
export function searchPeople(index: PeopleIndex, text: string, limit: number): readonly Person[] {
  const wanted = fold(text.trim());
  if (wanted === '') return index.slice(0, limit).map(({ person }) => person);
  const hits: [Person[], Person[], Person[], Person[]] = [[], [], [], []];
  for (const entry of index) {
    const found = hits[rank(entry, wanted, ` ${wanted}`) ?? -1];
    if (found && found.length < limit) found.push(entry.person);
  }
  return hits.flat().slice(0, limit);
}

import type { CheckView } from '#lib/migrations/start-views.ts';
import type { PersonView } from '#lib/migrations/views.ts';

/** Who was chosen in a picker; `person` is null for a name that was taken although nobody is listed under it. */
export interface Choice {
  readonly username: string;
  readonly person: PersonView | null;
}

/** A line of the picker's list: somebody, or the typed text as it is. */
export type Option =
  | { readonly kind: 'person'; readonly person: PersonView }
  | { readonly kind: 'anyway'; readonly username: string };

/** The people that a picker begins with, and whether there are no others than the directory knows. */
export interface Listed {
  readonly first: readonly PersonView[];
  readonly isComplete: boolean;
}

/**
 * What the picker offers for a typed text. The text itself is offered last, unless somebody has exactly that name, or
 * the directory knows everybody.
 */
export function optionsFor(text: string, hits: readonly PersonView[], isComplete: boolean): readonly Option[] {
  const username = text.trim();
  const people = hits.map((person): Option => ({ kind: 'person', person }));
  const isListed = hits.some((person) => person.username === username);
  return username === '' || isListed || isComplete ? people : [...people, { kind: 'anyway', username }];
}

export const choiceOf = (option: Option): Choice =>
  option.kind === 'person'
    ? { username: option.person.username, person: option.person }
    : { username: option.username, person: null };

/** The person with exactly the typed name, for who leaves the field without picking. */
export function exactHit(text: string, hits: readonly PersonView[]): Choice | null {
  const person = hits.find(({ username }) => username === text.trim());
  return person ? { username: person.username, person } : null;
}

/** A chosen person with what the check counted in the home, where that is newer than what was known. */
export function withCheck(choice: Choice | null, check: CheckView | null, side: 'old' | 'new'): Choice | null {
  const home = check?.report?.[side];
  if (!choice?.person || !home || !check.endedAt) return choice;
  const { facts } = choice.person;
  if (facts && facts.asOf > check.endedAt) return choice;
  const { uid, gid, bytes, files } = home;
  const bytesFree = (side === 'new' && check.report?.room?.bytesFree) || (facts?.bytesFree ?? null);
  return { ...choice, person: { ...choice.person, facts: { asOf: check.endedAt, uid, gid, bytes, files, bytesFree } } };
}

/** A name cut in three where the typed text is found in it, so that the middle can be set off. */
export function splitAtMatch(name: string, text: string): readonly [string, string, string] {
  const wanted = text.trim().toLowerCase();
  const at = wanted === '' ? -1 : name.toLowerCase().indexOf(wanted);
  if (at < 0) return [name, '', ''];
  return [name.slice(0, at), name.slice(at, at + wanted.length), name.slice(at + wanted.length)];
}

import { expect, test } from 'vitest';
import type { PersonView } from '#lib/migrations/views.ts';
import { choiceOf, exactHit, optionsFor, splitAtMatch } from './choice.ts';

const person = (username: string): PersonView => ({
  username,
  displayName: null,
  uid: null,
  homeOnDisk: username,
  homeProblem: null,
  facts: null,
  server: null,
});
const hits = [person('hnovak'), person('hnovak2')];

test('a text that nobody is called by may be used anyway, as the last choice and marked as such', () => {
  const options = optionsFor(' hnov ', hits, false);
  expect(options.map(({ kind }) => kind)).toEqual(['person', 'person', 'anyway']);
  expect(options.map(choiceOf).at(-1)).toEqual({ username: 'hnov', person: null });
});

test('a listed name is offered once, as the person', () => {
  expect(optionsFor('hnovak', hits, false).map(choiceOf)).toEqual(
    hits.map((hit) => ({ username: hit.username, person: hit })),
  );
});

test('nothing typed offers no name of its own', () => {
  expect(optionsFor('  ', [], false)).toEqual([]);
});

test('leaving the field picks a name that was typed in full, and no other', () => {
  expect(exactHit('hnovak ', hits)?.person).toBe(hits[0]);
  expect(exactHit('hnova', hits)).toBeNull();
  expect(exactHit('HNOVAK', hits)).toBeNull();
});

test.each([
  ['hnovak', 'NOV', ['h', 'nov', 'ak']],
  ['hnovak', '', ['hnovak', '', '']],
  ['hnovak', 'zz', ['hnovak', '', '']],
  ['a.b', '.', ['a', '.', 'b']],
])('%s with “%s” typed is cut at the match', (name, text, parts) => {
  expect(splitAtMatch(name, text)).toEqual(parts);
});

test('where the directory knows everybody, no other name is offered', () => {
  expect(optionsFor('nobody', [], true)).toEqual([]);
});

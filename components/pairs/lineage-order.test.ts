import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LineageMoveView } from '#lib/migrations/pair-views.ts';
import { asLine, inOrder, LANES, lineageRows } from './lineage-order.ts';

const move = (oldUser: string, newUser: string): LineageMoveView => ({
  ...{ oldUser, newUser, copies: 1, status: 'succeeded', at: '2026-01-01T00:00:00.000Z', bytes: 1, isComplete: true },
});
const lineage = (...pairs: readonly string[]) => {
  const moves = pairs.map((pair) => move(pair[0] ?? '', pair[1] ?? ''));
  const names = [...new Set(moves.flatMap(({ oldUser, newUser }) => [oldUser, newUser]))];
  const people = names.map((username) => ({ username, displayName: null, uid: null, bytes: null, asOf: null }));
  return { people, moves };
};

test('whoever gave files stands above whoever got them', () => {
  expect(inOrder(lineage('cd', 'ab', 'bc', 'de'), 'b')).toEqual(['a', 'b', 'c', 'd', 'e']);
  const branches = inOrder(lineage('ab', 'ac', 'bd', 'cd'), 'a');
  expect(branches[0]).toBe('a');
  expect(branches.at(-1)).toBe('d');
});

test('a circle has everybody once, and the old user of the page first', () => {
  expect(inOrder(lineage('ba', 'ab'), 'a')).toEqual(['a', 'b']);
  expect(inOrder(lineage('ca', 'ab', 'bc'), 'b')).toEqual(['b', 'c', 'a']);
});

test('a short plain chain is one line; branches, circles and long chains are rows', () => {
  expect(asLine(lineage('ab', 'bc'), 'a')?.map(({ username }) => username)).toEqual(['a', 'b', 'c']);
  for (const other of [lineage('ab', 'ac'), lineage('ab', 'cb'), lineage('ab', 'ba'), lineage('ab', 'bc', 'cd', 'de')])
    expect(asLine(other, 'a')).toBeUndefined();
});

test('every move is drawn from its giver to its receiver without a gap, however they are tangled', () => {
  const pairs = fc.uniqueArray(
    fc
      .tuple(fc.constantFrom(...'abcdefgh'), fc.constantFrom(...'abcdefgh'))
      .filter(([from, to]) => from !== to)
      .map(([from, to]) => from + to),
    { minLength: 1, maxLength: 20 },
  );
  fc.assert(
    fc.property(pairs, (some) => {
      const rows = lineageRows(lineage(...some), some[0]?.[0] ?? '');
      const count = (part: string) => rows.flatMap(({ rails }) => rails.filter((rail) => rail.part === part)).length;
      expect(rows.map(({ username }) => username).toSorted()).toEqual([...new Set(some.join(''))].toSorted());
      expect(count('leaves')).toBe(some.length);
      expect(count('arrives')).toBe(some.length);
      expect(rows.flatMap(({ arrivals }) => arrivals)).toHaveLength(some.length);
      for (const { rails } of rows) for (const { lane } of rails) expect(lane).toBeLessThan(LANES);
      const placeOf = (name: string) => rows.findIndex(({ username }) => username === name);
      const between = some.reduce((sum, [from = '', to = '']) => sum + Math.abs(placeOf(from) - placeOf(to)) - 1, 0);
      expect(count('passes')).toBe(between);
    }),
  );
});

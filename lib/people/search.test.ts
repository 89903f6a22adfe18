import { expect, test } from 'vitest';
import type { Person } from './directory.ts';
import { indexPeople, searchPeople } from './search.ts';

const person = (username: string, displayName: string | null = null, uid: number | null = null): Person => ({
  username,
  displayName,
  uid,
});
const PEOPLE = [
  person('rwashington', 'Rachel Washington', 1001),
  person('rachel', 'Rachel Adams', 1002),
  person('rachel2', null, 1003),
  person('adam', 'Adam Marchel', 1004),
  person('Zoë', 'Zoë O’Brien-Smith', 1005),
  person('1001', 'A number as name', 1006),
];
const index = indexPeople(PEOPLE);
const search = (text: string, limit = 10) => searchPeople(index, text, limit).map(({ username }) => username);

test('the username itself comes first, then its beginning, then a word of the name, then any part', () => {
  expect(search('rachel')).toEqual(['rachel', 'rachel2', 'rwashington']);
  expect(search('adam')).toEqual(['adam', 'rachel']);
  expect(search('chel')).toEqual(['adam', 'rachel', 'rachel2', 'rwashington']);
});

test('a uid is found as a whole, after a username of the same letters', () => {
  expect(search('1001')).toEqual(['1001', 'rwashington']);
  expect(search('100')).toEqual(['1001']);
});

test('case, and how an accent is written, do not matter', () => {
  expect(search('ZOE\u0308')).toEqual(['Zoë']);
  expect(search('RACHEL ADAMS')).toEqual(['rachel']);
});

test('words of a name begin after any punctuation, and punctuation alone finds nobody', () => {
  expect(search('smith')).toEqual(['Zoë']);
  expect(search('o’brien s')).toEqual(['Zoë']);
  expect(search('@')).toEqual([]);
});

test('an empty text gives the first people by username, and never more than asked for', () => {
  expect(search('  ', 2)).toEqual(['1001', 'adam']);
  expect(search('a', 2)).toHaveLength(2);
  expect(search('nobody')).toEqual([]);
});

test('a search among 50,000 people takes less than 10 ms', () => {
  const many = indexPeople(
    Array.from({ length: 50_000 }, (_, i) => person(`user-${i.toString(36)}`, `Given${i % 977} Family${i % 4999}`, i)),
  );
  const texts = ['u', 'user-1', 'family42', 'given 9', 'zzz', '49999', 'ily49', 'given1 fam'];
  for (const text of texts) {
    const times = Array.from({ length: 15 }, () => {
      const start = performance.now();
      searchPeople(many, text, 20);
      return performance.now() - start;
    });
    // The best of many: other work on the machine can only make a search look slower than it is.
    expect(Math.min(...times), text).toBeLessThan(10);
  }
});

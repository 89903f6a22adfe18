import { expect, test } from 'vitest';
import type { Role } from '#lib/access/roles.ts';
import { knownGroups } from './entries.ts';
import { foundGroups } from './found-entries.ts';

const labels = (role: Role, ...words: string[]) =>
  knownGroups(words, role).flatMap(({ entries }) => entries.map((entry) => entry.words));

test('a role is offered the pages and actions that it has, and no others', () => {
  expect(labels('viewer')).toContain('Migrations');
  for (const absent of ['New migration', 'Import a list of pairs', 'Audit', 'Settings']) {
    expect(labels('viewer')).not.toContain(absent);
    expect(labels('admin')).toContain(absent);
  }
  expect(labels('operator')).toContain('New migration');
  expect(labels('viewer', 'import')).toEqual([]);
});

test('all words of a text must fit, whatever their order, and also other words for the same', () => {
  expect(labels('viewer', 'dark', 'theme')).toContain('Theme: dark');
  expect(labels('operator', 'csv')).toEqual(['Import a list of pairs']);
  expect(labels('admin', 'settings', 'nothing')).toEqual([]);
});

test('what has the words itself comes before what only has others for the same', () => {
  expect(labels('viewer', 'dark')[0]).toBe('Theme: dark');
  expect(labels('viewer', 'light')[0]).toBe('Theme: light');
  expect(labels('operator', 'copy')[0]).toBe('Copy the address of this page');
});

test('a migration of the one pair and the one person that are found is offered to who may start it', () => {
  const pair = { oldUser: 'a b', newUser: 'c/d' };
  const found = {
    people: [{ username: 'a b', displayName: null, isListed: true }],
    pairs: [pair],
    runs: [],
    start: null,
  };
  const clock = { zone: 'UTC', now: '2026-11-25T10:00:00.000Z' };
  const [start] = foundGroups(found, 'operator', clock).filter(({ heading }) => heading === 'Start');
  expect(start?.entries.map(({ leads }) => leads)).toEqual([
    { href: '/migrations/new?old=a+b&new=c%2Fd' },
    { href: '/migrations/new?old=a+b' },
    { href: '/migrations/new?new=a+b' },
  ]);
  expect(foundGroups(found, 'viewer', clock).map(({ heading }) => heading)).toEqual(['People', 'Pairs']);
});

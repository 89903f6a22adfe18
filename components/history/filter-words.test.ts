import { expect, test } from 'vitest';
import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import type { ListQuery } from '#lib/migrations/list-views.ts';
import { countWords, totalWords } from './count-words.ts';
import { setFilters } from './filter-words.ts';

const clock = { zone: 'Europe/Berlin', now: '2026-11-25T12:00:00.000Z' };

test('each filter is said in words with the name apart, and taking it away leaves the others', () => {
  const query: ListQuery = {
    ...DEFAULT_QUERY,
    user: 'ana',
    kind: 'check',
    code: 'RH-308',
    folderState: 'unknown',
    by: 'erin',
    since: '2026-11-16T23:00:00.000Z',
  };
  const filters = setFilters(query, clock);
  expect(filters.map(({ words, name }) => [words, name])).toEqual([
    ['User', 'ana'],
    ['Kind: check', undefined],
    ['Code RH-308', undefined],
    ['Folder: not known', undefined],
    ['By', 'erin'],
    ['From Tue 17 Nov', undefined],
  ]);
  expect(filters.at(-1)?.exact).toBe('Tue 17 Nov 2026, 00:00:00 UTC+1 (2026-11-16T23:00:00Z)');
  for (const { without } of filters) {
    expect(setFilters({ ...query, ...without }, clock)).toHaveLength(filters.length - 1);
  }
  expect(setFilters({ ...DEFAULT_QUERY, preset: 'failed', text: 'x', byPair: true }, clock)).toEqual([]);
});

test('a day that was chosen is told as that day, and any other moment as it is', () => {
  const words = (query: Partial<ListQuery>) => setFilters({ ...DEFAULT_QUERY, ...query }, clock)[0]?.words;
  expect(words({ until: '2026-11-16T23:00:00.000Z' })).toBe('To Mon 16 Nov');
  expect(words({ until: '2026-11-17T08:30:00.000Z' })).toBe('Before Tue 17 Nov, 09:30');
  expect(words({ since: '2026-11-17T08:30:00.000Z' })).toBe('Since Tue 17 Nov, 09:30');
});

test('a count that is not the whole truth says so', () => {
  const counts = { all: 1000, running: 2, attention: 3, failed: 4, finished: 998 };
  expect(countWords({ counts, capped: ['all'] }, 'all')).toBe('1,000+');
  expect(countWords({ counts, capped: ['all'] }, 'finished')).toBe('998');
});

test('a list says how many runs it has, or pairs', () => {
  const list = { counts: { all: 1, running: 0, attention: 0, failed: 0, finished: 1 }, capped: [] };
  expect(totalWords(DEFAULT_QUERY, list)).toBe('1 run');
  expect(totalWords({ ...DEFAULT_QUERY, byPair: true, text: 'x' }, list)).toBe('1 pair that matches');
  expect(totalWords({ ...DEFAULT_QUERY, by: 'x' }, { ...list, counts: { ...list.counts, all: 2 } })).toBe(
    '2 runs that match',
  );
});

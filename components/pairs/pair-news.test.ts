import { expect, test } from 'vitest';
import { hasNews, newestOf } from './pair-news.ts';

const copying = { id: '2', status: 'copying' } as const;
const done = { id: '1', status: 'succeeded' } as const;

test('a run that comes or ends is news; one that goes on, or is gone, is none', () => {
  expect(hasNews([], [copying])).toBe(true);
  expect(hasNews([copying], [{ ...copying, status: 'failed' }])).toBe(true);
  expect(hasNews([{ ...copying, status: 'queued' }, done], [copying, done])).toBe(false);
  expect(hasNews([copying, done], [copying])).toBe(false);
  expect(hasNews([done], [done])).toBe(false);
});

test('the newest run is looked for both ways', () => {
  expect(newestOf({ runs: [done], reverseRuns: [copying] })).toBe('2');
  expect(newestOf({ runs: [], reverseRuns: [] })).toBe('');
});

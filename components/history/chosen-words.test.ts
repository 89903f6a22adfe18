import { expect, test } from 'vitest';
import { runView } from '#components/testing/run-view.ts';
import type { RunView } from '#lib/migrations/views.ts';
import { NONE_CAN, outcomeWords, split } from './chosen-words.ts';

const run = (id: string, about: Partial<RunView>): RunView => runView({ id, ...about });
const RUNS = [
  run('running', {}),
  run('queued', { status: 'queued' }),
  run('stopping', { status: 'stopping' }),
  run('done', { status: 'succeeded' }),
  run('failed', { status: 'failed' }),
  run('seen', { status: 'lost', seenBy: 'erin' }),
];
const CHECK = run('check', { kind: 'check', status: 'failed' });

test('a stop leaves out what has ended or is being stopped, and says so of each', () => {
  const { doing, skipped } = split('stop', RUNS);
  expect(doing.map(({ id }) => id)).toEqual(['running', 'queued']);
  expect(skipped.map(({ run: { id }, why }) => [id, why])).toEqual([
    ['stopping', 'is being stopped already'],
    ['done', 'has ended'],
    ['failed', 'has ended'],
    ['seen', 'has ended'],
  ]);
});

test('where none can be stopped, that is said, and why of each', () => {
  const { doing, skipped } = split('stop', RUNS.slice(3));
  expect(doing).toEqual([]);
  expect(NONE_CAN.stop).toBe('None of these can be stopped.');
  expect(skipped.map(({ why }) => why)).toEqual(['has ended', 'has ended', 'has ended']);
});

test('only failures that nobody saw can be marked as seen', () => {
  const { doing, skipped } = split('seen', RUNS);
  expect(doing.map(({ id }) => id)).toEqual(['failed']);
  expect(skipped.at(-1)?.why).toBe('was seen before');
  expect(skipped).toHaveLength(5);
  expect(split('seen', [CHECK]).skipped.map(({ why }) => why)).toEqual(['is a check, which needs nobody']);
});

test('leftovers are removed of what has ended and left any', () => {
  const left = run('left', { status: 'failed', objects: 'present' });
  const clear = run('clear', { status: 'succeeded', objects: 'removed' });
  const { doing, skipped } = split('tidy', [
    left,
    clear,
    run('stuck', { status: 'lost', objects: 'stuck' }),
    run('running', {}),
  ]);
  expect(doing.map(({ id }) => id)).toEqual(['left']);
  expect(skipped.map(({ run: { id }, why }) => [id, why])).toEqual([
    ['clear', 'left nothing in the cluster'],
    ['stuck', 'is being cleaned up already'],
    ['running', 'has not ended'],
  ]);
  expect(outcomeWords('tidy', { done: ['left'], skipped: [{ runId: 'x', why: 'It is gone.' }] })).toBe(
    'Leftovers of 1 run removed, 1 run skipped.',
  );
});

test('what it came to is one sentence with both counts', () => {
  const skipped = [{ runId: 'x', why: 'It had ended.' }];
  expect(outcomeWords('stop', { done: ['a', 'b'], skipped })).toBe('2 runs asked to stop, 1 run skipped.');
  expect(outcomeWords('seen', { done: ['a'], skipped: [] })).toBe('1 run marked as seen.');
});

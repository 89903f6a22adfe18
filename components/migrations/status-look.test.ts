import { describe, expect, test } from 'vitest';
import { runView } from '#components/testing/run-view.ts';
import { isOutcome, PIPELINE, STATUS, type Status } from '#lib/migrations/states.ts';
import type { RunView } from '#lib/migrations/views.ts';
import { FAMILIES, familyOf, ordinal, percentOfRun, statusWords } from './status-look.ts';
import { stepIndexOf } from './step-index.ts';

const NOW = '2026-11-23T09:00:00.000Z';
const run = (over: Partial<RunView>): RunView =>
  runView({ requestedAt: NOW, startedAt: NOW, folderState: 'partial', ...over });
const progress = (bytesDone: number, bytesTotal: number) => ({
  bytesDone,
  bytesTotal,
  filesDone: 1,
  filesTotal: 4,
  rate: null,
  remaining: null,
  path: null,
  at: NOW,
});
const waiting = (since: string) => ({ key: 'no_node_fits', sentence: 'Waiting for a node.', raw: null, since });

describe('a status', () => {
  test('has a shape of its own in each family, so that it reads without colour', () => {
    const icons = Object.values(FAMILIES).map(({ icon }) => icon);
    expect(new Set(icons).size).toBe(icons.length);
  });

  test.each([
    [{ progress: progress(71, 100) }, 'Copying 71 %'],
    [{ progress: null }, 'Copying'],
    [{ progress: progress(71, 100), stalled: true }, 'Stalled at 71 %'],
    [{ status: 'owning', progress: progress(100, 100) }, 'Setting owner'],
    [{ status: 'queued', queuePosition: 2 }, 'Queued, 2nd'],
    [{ status: 'pending' }, 'Starting'],
    [{ status: 'pending', reason: waiting(NOW) }, 'Waiting: no node fits'],
    [{ status: 'lost' }, 'Result unknown'],
  ] as const)('%o reads %s', (over, words) => {
    expect(statusWords(run(over))).toBe(words);
  });

  test('of a start gets loud after three minutes and not before', () => {
    const since = (ms: number) => new Date(Date.parse(NOW) - ms).toISOString();
    expect(familyOf(run({ status: 'pending', reason: waiting(since(179_000)) }), NOW)).toBe('waiting');
    expect(familyOf(run({ status: 'pending', reason: waiting(since(180_000)) }), NOW)).toBe('attention');
  });
});

test('a place in the queue is told as people say it', () => {
  expect([1, 2, 3, 4, 11, 12, 13, 21, 102, 111].map(ordinal)).toEqual([
    '1st',
    '2nd',
    '3rd',
    '4th',
    '11th',
    '12th',
    '13th',
    '21st',
    '102nd',
    '111th',
  ]);
});

test('a home without bytes is counted in files', () => {
  expect(percentOfRun(run({ progress: progress(0, 0) }))).toBe(25);
  expect(percentOfRun(run({ progress: null }))).toBeNull();
});

test('every status stands somewhere in the pipeline', () => {
  for (const status of Object.keys(STATUS) as Status[]) {
    const at = stepIndexOf({ status, lastState: isOutcome(status) ? 'verifying' : 'copying' });
    expect(at).toBeGreaterThanOrEqual(0);
    expect(at).toBeLessThan(PIPELINE.length);
  }
  expect(stepIndexOf({ status: 'failed', lastState: 'owning' })).toBe(PIPELINE.indexOf('owning'));
  expect(stepIndexOf({ status: 'succeeded', lastState: 'finishing' })).toBe(PIPELINE.length - 1);
});

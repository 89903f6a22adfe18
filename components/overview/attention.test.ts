import { expect, test } from 'vitest';
import type { RunView } from '#lib/migrations/views.ts';
import { splitRuns, whyAttention } from './attention.ts';

const NOW = '2026-11-25T12:00:00.000Z';
const ago = (seconds: number): string => new Date(Date.parse(NOW) - seconds * 1000).toISOString();
const progress = {
  ...{ bytesDone: 44 * 1024 ** 3, bytesTotal: 61 * 1024 ** 3, filesDone: 1, filesTotal: 2 },
  ...{ rate: null, remaining: null, path: null, at: ago(72) },
};
const run = (more: Partial<RunView>): RunView => ({
  ...{ id: 'x', number: 1, oldUser: 'a', newUser: 'b', kind: 'copy', status: 'copying', lastState: 'copying' },
  ...{ stalled: false, reason: null, code: null, requestedBy: 'c', requestedAt: ago(900), startedAt: null },
  ...{ endedAt: null, stopRequestedBy: null, stopRequestedAt: null, why: null, folder: 'f', folderState: 'none' },
  ...{ progress: null, evidence: 'none', objects: 'none', later: null, queuePosition: null },
  ...more,
});
const noFailures = { runs: [], count: 0, isMore: false };

test('a run is either among those that need somebody or among those that go by themselves', () => {
  const fine = run({ id: 'fine' });
  const stalled = run({ id: 'stalled', stalled: true });
  const unsure = run({ id: 'unsure', status: 'unknown' });
  const stopping = run({ id: 'stopping', status: 'stopping' });
  const failed = run({ id: 'failed', status: 'failed', code: 'RH-308' });
  const launched = [fine, stalled, unsure, stopping];
  const split = splitRuns({ launched, failures: { runs: [failed], count: 7, isMore: false } }, NOW);
  expect(split.attention.map(({ id }) => id)).toEqual(['stalled', 'unsure', 'failed']);
  expect(split.now.map(({ id }) => id)).toEqual(['fine', 'stopping']);
  expect(split.count).toBe(9);
});

test('a start gets loud when it is late, by the reader’s clock', () => {
  const pending = run({
    status: 'pending',
    reason: { key: 'no_node_fits', sentence: 'x', raw: null, since: ago(100) },
  });
  const loudAt = (now: string) => splitRuns({ launched: [pending], failures: noFailures }, now).attention.length;
  expect(loudAt(NOW)).toBe(0);
  expect(loudAt(ago(-81))).toBe(1);
});

const whys: readonly [string, Partial<RunView>, string][] = [
  [
    'a failure with a partial copy',
    { status: 'failed', code: 'RH-308', folderState: 'partial', progress },
    'Ran out of space or quota. 44.0 of 61.0 GiB copied and kept.',
  ],
  [
    'a failure with nothing',
    { status: 'failed', code: 'RH-104' },
    'The old user’s home wasn’t found. Nothing was copied.',
  ],
  [
    'a copy that another run resumed',
    { status: 'failed', code: 'RH-308', folderState: 'partial', later: { id: 'y', number: 2, what: 'superseded' } },
    'Ran out of space or quota. Run #2 went on in its partial copy.',
  ],
  ['a lost run', { status: 'lost', code: 'RH-620' }, 'Result unknown. The pod is gone and left no result.'],
  ['a failed check', { status: 'failed', kind: 'check', code: 'RH-104' }, 'The old user’s home wasn’t found. '],
  ['a stalled copy', { stalled: true, progress }, 'No progress for 1 min 12 s. 44.0 of 61.0 GiB, 72 %.'],
  [
    'a late start',
    { status: 'pending', reason: { key: 'no_node_fits', sentence: '0 of 4 nodes fit.', raw: null, since: ago(760) } },
    'Not started for 12 min 40 s. 0 of 4 nodes fit.',
  ],
  ['a pod out of sight', { status: 'unknown' }, 'Not sure. Its pod is out of sight.'],
  ['a code of a later version', { status: 'failed', code: 'RH-999' }, 'Failed. Nothing was copied.'],
];
test.each(whys)('%s says why it needs somebody', (_, more, words) => {
  const { what, more: rest } = whyAttention(run(more), NOW);
  expect(`${what} ${rest}`).toBe(words);
});

import { expect, test } from 'vitest';
import type { FinalResult } from '#lib/migrations/wire.ts';
import type { RunEnd, RunRemains } from './settle.ts';
import { copyOf, NOW, rawDatabase, scratchFile, scratchHistory, started } from './testing/scratch.ts';

const result: FinalResult = {
  ...{
    exitCode: 6,
    message: 'it broke',
    folder: 'migrated-a-2',
    folderState: 'partial',
    path: '/new/x',
    staging: '.rehome-1',
  },
  ...{ files: 3, bytes: 30, totalFiles: 9, totalBytes: 90, owner: null, oldHome: null, newHome: null, room: null },
  notes: [{ kind: 'socket', count: 2, samples: ['a\u0000b', '🦆'] }],
};
const end: RunEnd = {
  ...{
    outcome: 'failed',
    code: 'RH-306',
    endedAt: NOW + 5000,
    startedAt: NOW + 2000,
    exitCode: 6,
    exitReason: 'Error',
  },
  ...{
    message: 'nul \0 and half \ud800',
    result,
    folder: 'migrated-a-2',
    folderState: 'partial',
    staging: '.rehome-1',
  },
  ...{ evidence: 'captured', objects: 'removing' },
};
const exitedPod = {
  ...{ oldUser: 'a', newUser: 'b', podUid: 'uid-1', podName: 'pod', startTime: null, endTime: null, running: false },
  ...{ exitCode: 6, reason: 'Error' },
};
const remains: RunRemains = {
  evidence: [{ kind: 'log', text: 'line 1\nline 2 🦆', truncated: true }],
  timeline: [{ at: NOW + 5000, what: 'state:failed' }],
  homeFacts: [{ user: 'a', at: NOW + 5000, uid: 7, gid: 8, bytes: 90, files: 9, bytesFree: null }],
  exitedPod,
};

test('a run ends with all that is known of it, and is read back whole', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.recordPodUid(run.id, 'uid-1', NOW + 1);
  await history.update(run.id, { state: 'copying', stalled: true });
  expect(await history.settle(run.id, end, remains)).toBe(true);
  expect(await history.get(run.id)).toMatchObject({
    ...{ outcome: 'failed', code: 'RH-306', lastState: 'copying', startedAt: NOW + 2000, endedAt: NOW + 5000 },
    ...{ durationMs: 3000, exitCode: 6, exitReason: 'Error', message: 'nul \uFFFD and half \uFFFD', result },
    ...{ folderState: 'partial', staging: '.rehome-1', evidence: 'captured', objects: 'removing', stalled: false },
    ...{ bytesTotal: 90, bytesDone: 30, filesDone: 3 },
  });
  const log = { text: 'line 1\nline 2 🦆', truncated: true, capturedAt: NOW + 5000 };
  expect(await history.evidenceOf(run.id, 'log')).toEqual(log);
  expect((await history.homeFactsOf(['a'])).get('a')).toMatchObject({ runId: run.id, uid: 7, bytes: 90 });
  expect(await history.exitedPods.listForPair('a', 'b')).toEqual([{ status: exitedPod, runId: run.id, cachedAt: NOW }]);
});

test('the second end is false and changes nothing, not even beside the record', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.settle(run.id, end, remains);
  const before = [await history.get(run.id), await history.timeline(run.id), await history.evidenceOf(run.id, 'log')];
  const other: RunRemains = { ...remains, evidence: [{ kind: 'log', text: 'other', truncated: false }] };
  expect(await history.settle(run.id, { ...end, outcome: 'lost', code: 'RH-620', objects: 'stuck' }, other)).toBe(
    false,
  );
  expect([await history.get(run.id), await history.timeline(run.id), await history.evidenceOf(run.id, 'log')]).toEqual(
    before,
  );
});

test('of many ends at once exactly one counts', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  const ends = Array.from({ length: 20 }, () => history.settle(run.id, end, remains));
  expect((await Promise.all(ends)).filter(Boolean)).toHaveLength(1);
  expect((await history.timeline(run.id)).filter((entry) => entry.what === 'state:failed')).toHaveLength(1);
});

test('an end whose remains cannot be stored leaves the run unfinished and locked', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  const running = { ...exitedPod, running: true };
  await expect(history.settle(run.id, end, { ...remains, exitedPod: running })).rejects.toThrow('in progress');
  expect(await history.get(run.id)).toEqual(run);
  expect(await history.evidenceOf(run.id, 'log')).toBeUndefined();
  expect((await history.startRun(copyOf('b', 'a'))).ok).toBe(false);
});

test('a run that is not there is false', async () => {
  const history = await scratchHistory();
  expect(await history.settle('none', end)).toBe(false);
});

test('the database itself refuses any change of an ended run, of the audit, and an end without a time', async () => {
  const file = scratchFile();
  const history = await scratchHistory(file);
  const run = await started(history, copyOf('a', 'b'));
  const raw = rawDatabase(file);
  expect(() => raw.exec(`update runs set outcome = 'failed'`)).toThrow(/runs_end/);
  await history.settle(run.id, end);
  expect(() => raw.exec(`update runs set message = 'x'`)).toThrow(/never changes/);
  expect(() => raw.exec(`update runs set outcome = null, ended_at = null, code = null`)).toThrow(/never changes/);
  expect(() => raw.exec(`update audit set actor = 'x'`)).toThrow(/only grows/);
  expect(() => raw.exec('delete from audit')).toThrow(/only grows/);
});

import { describe, expect, test } from 'vitest';
import type { PodFacts } from '#lib/storage/pod-facts.ts';
import { decide, type Limits, MISSED_MS, type Observation, type RecordedRun, SILENCE_MS, STUCK_MS } from './decide.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const limits: Limits = {
  startTimeoutMs: 300_000,
  runTimeoutMs: 86_400_000,
  stalledAfterMs: 60_000,
  stopGraceMs: 30_000,
};
const queued: RecordedRun = {
  kind: 'copy',
  state: 'queued',
  notBefore: null,
  podUid: null,
  launchedAt: null,
  startedAt: null,
  stopRequestedAt: null,
  reason: null,
};
const launched: RecordedRun = { ...queued, state: 'pending', launchedAt: NOW - 1_000, podUid: 'u1' };
const running: RecordedRun = { ...launched, state: 'copying', startedAt: NOW - 900 };
const nothing: Observation = {
  silentSince: undefined,
  pod: undefined,
  podExited: false,
  podStarted: false,
  pendingReason: undefined,
  blocker: undefined,
  slot: { free: true },
  phase: undefined,
  result: undefined,
  lastChangeAt: undefined,
  goneUnstarted: false,
};
const pod: PodFacts = {
  ...{ name: 'p', namespace: 'n', uid: 'u1', phase: 'Running', node: 'a', image: 'i', reason: null, message: null },
  ...{ createdAt: null, deletionRequestedAt: null, startedAt: null, finishedAt: null, containers: [], scheduled: null },
};
const waiting: Observation = { ...nothing, pod };
const working: Observation = { ...waiting, podStarted: true, phase: 'copying', lastChangeAt: NOW };
const at = (run: RecordedRun, seen: Observation) => decide(run, seen, NOW, limits);

describe('before a run has objects', () => {
  test('it is launched when a slot is free', () => {
    expect(at(queued, nothing)).toEqual({ do: 'launch' });
  });

  test('it waits, and says why, while the limit is reached', () => {
    const seen: Observation = { ...nothing, slot: { free: false, sentence: 'Two run.' } };
    expect(at(queued, seen)).toMatchObject({
      do: 'note',
      state: 'queued',
      reason: { key: 'limit', sentence: 'Two run.' },
    });
  });

  test('a pod of another run in the way is told, and never touched while that run has not ended', () => {
    const seen: Observation = { ...nothing, blocker: { sentence: 'Run #3 is there.', removable: false } };
    expect(at(queued, seen)).toMatchObject({ do: 'note', state: 'queued', reason: { key: 'in_the_way' } });
  });

  test('a pod that an ended run left in the way is removed', () => {
    const seen: Observation = { ...nothing, blocker: { sentence: 'Run #3 is there.', removable: true } };
    expect(at(queued, seen)).toEqual({ do: 'clearWay' });
  });

  test('it is cancelled at once when a stop is asked', () => {
    const stopped = { ...queued, stopRequestedAt: NOW };
    expect(at(stopped, nothing)).toMatchObject({ do: 'end', ending: { outcome: 'cancelled', code: 'RH-602' } });
  });

  test('it is not launched while the cluster is silent', () => {
    expect(at(queued, { ...nothing, silentSince: NOW })).toMatchObject({ do: 'note', reason: { key: 'no_contact' } });
  });

  test('it waits for its time, and is rejected when it missed that by more than an hour', () => {
    expect(at({ ...queued, notBefore: NOW + 1 }, nothing)).toMatchObject({ do: 'note', reason: { key: 'scheduled' } });
    const missed = { ...queued, notBefore: NOW - MISSED_MS - 1 };
    const why = 'Rehome was not running at that time.';
    const ending = { outcome: 'rejected', code: 'RH-610', message: why };
    expect(at(missed, nothing)).toMatchObject({ do: 'end', ending });
    const scheduled = { key: 'scheduled', sentence: 'Scheduled for later.' };
    expect(at({ ...missed, reason: scheduled }, nothing)).toMatchObject({ ending });
    const limit = { key: 'limit', sentence: 'Waiting for another migration to end.' };
    expect(at({ ...missed, reason: limit }, nothing)).toMatchObject({ ending: { message: limit.sentence } });
    expect(at({ ...queued, notBefore: NOW - MISSED_MS }, nothing)).toEqual({ do: 'launch' });
  });
});

describe('with a pod', () => {
  test('a waiting one is pending with its reason', () => {
    const reason = { key: 'image_pull', sentence: 'The image cannot be pulled.', raw: 'ErrImagePull' };
    expect(at(launched, { ...waiting, pendingReason: reason })).toEqual({
      ...{ do: 'note', state: 'pending', reason, stalled: false },
    });
  });

  test('one that waits past the start deadline is asked to go', () => {
    const late = { ...launched, launchedAt: NOW - limits.startTimeoutMs };
    expect(at(late, waiting)).toEqual({ do: 'ask', why: 'startDeadline' });
    const reason = { key: 'no_node_fits', sentence: 'Waiting for a node. None fits.', raw: null };
    expect(at(late, { ...waiting, pendingReason: reason })).toMatchObject({ do: 'note', reason });
    expect(at({ ...late, reason }, { ...waiting, pendingReason: reason })).toEqual({ do: 'ask', why: 'startDeadline' });
    const going = { ...waiting, pod: { ...pod, deletionRequestedAt: new Date(NOW).toISOString() } };
    expect(at(late, going)).toMatchObject({ do: 'note', state: 'pending' });
  });

  test('one that goes after it never started keeps the reason, whatever its node says of its containers meanwhile', () => {
    const reason = { key: 'image_pull', sentence: 'Waiting for its image.' };
    const late = { ...launched, launchedAt: NOW - limits.startTimeoutMs, reason };
    const going = { ...waiting, pod: { ...pod, deletionRequestedAt: new Date(NOW).toISOString() } };
    const meanwhile = { key: 'container_creating', sentence: 'Waiting for its container.', raw: null };
    expect(at(late, { ...going, pendingReason: meanwhile })).toMatchObject({ do: 'note', state: 'pending', reason });
    expect(at(launched, { ...going, pendingReason: meanwhile })).toMatchObject({ reason: meanwhile });
  });

  test('a working one has the state its log tells', () => {
    expect(at(running, working)).toMatchObject({ do: 'note', state: 'copying', stalled: false });
    expect(at(running, { ...working, phase: undefined })).toMatchObject({ state: 'scanning' });
  });

  test('one without a change for a while is stalled, and not otherwise touched', () => {
    expect(at(running, { ...working, lastChangeAt: NOW - 60_000 })).toMatchObject({ do: 'note', stalled: true });
  });

  test('a stop asks it to go, once', () => {
    const stopping = { ...running, stopRequestedAt: NOW - 10, state: 'stopping' as const };
    expect(at(stopping, working)).toEqual({ do: 'ask', why: 'stop' });
    const going = { ...working, pod: { ...pod, deletionRequestedAt: new Date(NOW).toISOString() } };
    expect(at(stopping, going)).toMatchObject({ do: 'note', state: 'stopping' });
  });

  test('one that has ended is harvested, also when a stop was asked', () => {
    expect(at(running, { ...working, podExited: true })).toMatchObject({
      do: 'harvest',
      intent: { stopRequested: false },
    });
    const stopping = { ...running, stopRequestedAt: NOW };
    expect(at(stopping, { ...working, podExited: true })).toMatchObject({
      do: 'harvest',
      intent: { stopRequested: true },
    });
  });

  test('one that refuses to go is not waited for without end', () => {
    const asked = new Date(NOW - limits.stopGraceMs - STUCK_MS - 1).toISOString();
    const stuck = { ...working, pod: { ...pod, deletionRequestedAt: asked } };
    expect(at({ ...running, stopRequestedAt: NOW - 999_999 }, stuck)).toMatchObject({ do: 'harvest' });
  });
});

describe('without a pod', () => {
  test('a run whose pod was never seen is launched again', () => {
    expect(at({ ...launched, podUid: null }, nothing)).toEqual({ do: 'launch' });
  });

  test('a pod once seen is never replaced: without a result the run is lost', () => {
    expect(at(running, nothing)).toMatchObject({ do: 'confirmGone', ending: { outcome: 'lost', code: 'RH-620' } });
  });

  test('a result that the log gave is believed', () => {
    const result = {
      ...{ exitCode: 0, message: '', folder: 'f', folderState: 'complete' as const, path: null, staging: null },
      ...{
        files: 1,
        bytes: 1,
        totalFiles: 1,
        totalBytes: 1,
        owner: null,
        oldHome: null,
        newHome: null,
        room: null,
        notes: [],
      },
    };
    expect(at(running, { ...nothing, result })).toMatchObject({
      ending: { outcome: 'succeeded', folderState: 'complete' },
    });
  });

  test('a stop while the server was away is cancelled, not lost', () => {
    expect(at({ ...running, stopRequestedAt: NOW }, nothing)).toMatchObject({ ending: { code: 'RH-601' } });
    const never = { ...launched, podUid: null, stopRequestedAt: NOW };
    expect(at(never, nothing)).toMatchObject({ do: 'confirmGone', ending: { code: 'RH-602' } });
  });

  test('one that never started keeps its reason as its end', () => {
    const late = {
      ...launched,
      launchedAt: NOW - limits.startTimeoutMs,
      reason: { key: 'no_node_fits', sentence: 'No node fits.' },
    };
    expect(at(late, { ...nothing, goneUnstarted: true })).toMatchObject({
      ending: { outcome: 'failed', code: 'RH-241', message: 'No node fits.' },
    });
    expect(at({ ...late, podUid: null }, nothing)).toMatchObject({ ending: { code: 'RH-241' } });
  });

  test('one that went while nobody looked is not said to have copied nothing', () => {
    const late = { ...launched, launchedAt: NOW - limits.startTimeoutMs };
    expect(at(late, nothing)).toMatchObject({ ending: { code: 'RH-620', folderState: 'unknown' } });
    const stopped = { ...launched, stopRequestedAt: NOW };
    expect(at(stopped, nothing)).toMatchObject({ ending: { code: 'RH-601', folderState: 'unknown' } });
    expect(at(stopped, { ...nothing, goneUnstarted: true })).toMatchObject({
      ending: { code: 'RH-602', folderState: 'none' },
    });
  });
});

describe('when the cluster is silent', () => {
  test('a short silence changes nothing, a longer one is told', () => {
    expect(at(running, { ...nothing, silentSince: NOW - 1 })).toMatchObject({ do: 'note', state: 'copying' });
    expect(at(running, { ...nothing, silentSince: NOW - SILENCE_MS })).toMatchObject({ do: 'note', state: 'unknown' });
  });

  test('nothing is concluded from it, however long', () => {
    const seen = { ...nothing, silentSince: NOW - 10 * 86_400_000 };
    expect(at({ ...running, stopRequestedAt: NOW - 999_999 }, seen)).toMatchObject({ do: 'note', state: 'unknown' });
  });
});

import { expect, test } from 'vitest';
import type { ExitedPodStatus } from './exited-pods.ts';
import { openHistory } from './open.ts';
import { copyOf, NOW, scratchFile, scratchHistory, started } from './testing/scratch.ts';

const status = (podUid: string, more: Partial<ExitedPodStatus> = {}): ExitedPodStatus => ({
  ...{ oldUser: 'a', newUser: 'b', podUid, podName: 'pod', startTime: '2026-01-01T00:00:00Z', endTime: null },
  ...{ running: false, exitCode: 0, reason: 'Completed' },
  ...more,
});

test('the last exited pod of a pair is remembered, and survives a restart', async () => {
  const file = scratchFile();
  let now = NOW;
  const before = await openHistory(`sqlite:${file}`, { now: () => now });
  await before.exitedPods.put(status('uid-1'));
  now += 1;
  await before.exitedPods.put(status('uid-2', { exitCode: 7 }));
  await before.close();
  const history = await scratchHistory(file);
  expect(await history.exitedPods.get('a', 'b')).toEqual(status('uid-2', { exitCode: 7 }));
  expect((await history.exitedPods.listForPair('a', 'b')).map((pod) => pod.status.podUid)).toEqual(['uid-2', 'uid-1']);
});

test('another pair, also the reverse, has none', async () => {
  const history = await scratchHistory();
  await history.exitedPods.put(status('uid-1'));
  expect(await history.exitedPods.get('b', 'a')).toBeNull();
  expect(await history.exitedPods.listForPair('a', 'B')).toEqual([]);
});

test('a pod in progress is refused', async () => {
  const history = await scratchHistory();
  await expect(history.exitedPods.put(status('uid-1', { running: true }))).rejects.toThrow('in progress');
  expect(await history.exitedPods.get('a', 'b')).toBeNull();
});

test('the same pod again is one entry with the newest words, in its old place', async () => {
  let now = NOW;
  const history = await scratchHistory(scratchFile(), () => now++);
  for (const pod of [status('uid-1'), status('uid-2'), status('uid-1', { reason: 'Error' })]) {
    await history.exitedPods.put(pod);
  }
  const kept = await history.exitedPods.listForPair('a', 'b');
  expect(kept.map((pod) => [pod.status.podUid, pod.status.reason])).toEqual([
    ['uid-2', 'Completed'],
    ['uid-1', 'Error'],
  ]);
});

test('an entry names the run that had the pod', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.recordPodUid(run.id, 'uid-1', NOW);
  await history.exitedPods.put(status('uid-1'));
  await history.exitedPods.put(status('uid-0'));
  const entries = await history.exitedPods.listForPair('a', 'b');
  expect(entries.map((pod) => [pod.status.podUid, pod.runId])).toEqual([
    ['uid-1', run.id],
    ['uid-0', null],
  ]);
});

import { expect, test } from 'vitest';
import { DEFAULT_QUERY } from '#lib/migrations/list-query.ts';
import { openHistory } from './open.ts';
import { copyOf, NOW, scratchFile, scratchHistory, started } from './testing/scratch.ts';

const end = { outcome: 'succeeded', code: 'RH-000', endedAt: NOW + 9000 } as const;
const progress = {
  bytesDone: 5,
  bytesTotal: 50,
  filesDone: 1,
  filesTotal: 9,
  rate: null,
  remaining: null,
  path: 'a/b',
};

test('unfinished runs come in the order of the queue, and only they', async () => {
  const history = await scratchHistory();
  const late = await started(history, copyOf('a', 'b', { requestedAt: NOW + 2 }));
  const early = await started(history, copyOf('c', 'd', { requestedAt: NOW + 1 }));
  const tie = await started(history, copyOf('e', 'f', { requestedAt: NOW + 2 }));
  const ended = await started(history, copyOf('g', 'h', { requestedAt: NOW }));
  await history.settle(ended.id, end);
  expect((await history.unfinished()).map((run) => run.id)).toEqual([early.id, late.id, tie.id]);
  expect(await history.activeCount()).toBe(3);
});

test('a change and its line of the story are written together, and what is left out stays', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b', { why: 'because' }));
  const entry = { at: NOW + 1, what: 'state:copying', detail: 'x' };
  expect(await history.update(run.id, { state: 'copying', startedAt: NOW + 1, stalled: true }, [entry])).toBe(true);
  const changed = await history.get(run.id);
  expect(changed).toEqual({ ...run, state: 'copying', lastState: 'copying', startedAt: NOW + 1, stalled: true });
  expect((await history.timeline(run.id)).at(-1)).toEqual({ ...entry, by: null });
});

test('the last state is the one before unknown', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.update(run.id, { state: 'owning' });
  await history.update(run.id, { state: 'unknown' });
  expect(await history.get(run.id)).toMatchObject({ state: 'unknown', lastState: 'owning' });
});

test('a reason keeps its time while its key stays, and goes with null', async () => {
  let now = NOW;
  const history = await scratchHistory(scratchFile(), () => now);
  const run = await started(history, copyOf('a', 'b'));
  const reason = { key: 'image_pull', sentence: 'One.', raw: 'x\0y' };
  await history.update(run.id, { reason });
  now += 500;
  await history.update(run.id, { reason: { ...reason, sentence: 'Two.' } });
  expect((await history.get(run.id))?.reason).toEqual({ ...reason, sentence: 'Two.', raw: 'x\uFFFDy', since: NOW });
  await history.update(run.id, { reason: { ...reason, key: 'limit' } });
  expect((await history.get(run.id))?.reason).toMatchObject({ key: 'limit', since: NOW + 500 });
  await history.update(run.id, { reason: null });
  expect((await history.get(run.id))?.reason).toBeNull();
});

test('progress is kept with the time at which it last changed', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  expect(await history.saveProgress(run.id, progress, NOW + 3)).toBe(true);
  expect(await history.get(run.id)).toMatchObject({
    ...{ progress: { ...progress, at: NOW + 3 }, bytesTotal: 50, bytesDone: 5, filesDone: 1 },
  });
});

test('a launch is recorded once and may be repeated, with the first time', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  expect(await history.markLaunching(run.id, 'pod', 'ns', NOW + 1)).toBe(true);
  expect(await history.markLaunching(run.id, 'pod', 'ns', NOW + 2)).toBe(true);
  const launched = { state: 'pending', launchedAt: NOW + 1, podName: 'pod', namespace: 'ns' };
  expect(await history.get(run.id)).toMatchObject(launched);
  expect((await history.timeline(run.id)).filter((entry) => entry.what === 'launched')).toHaveLength(1);
});

test('nothing is launched for a run that was asked to stop or has ended', async () => {
  const history = await scratchHistory();
  const stopped = await started(history, copyOf('a', 'b'));
  await history.markLaunching(stopped.id, 'pod', 'ns', NOW + 1);
  await history.requestStop(stopped.id, 'x', NOW + 2, { at: NOW, actor: 'x', action: 'stop' });
  expect(await history.markLaunching(stopped.id, 'pod', 'ns', NOW + 3)).toBe(false);
  const ended = await started(history, copyOf('c', 'd'));
  await history.settle(ended.id, end);
  expect(await history.markLaunching(ended.id, 'pod', 'ns', NOW + 3)).toBe(false);
});

test('a pod once seen is never replaced', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  expect(await history.recordPodUid(run.id, 'uid-1', NOW + 1)).toBe(true);
  expect(await history.recordPodUid(run.id, 'uid-1', NOW + 2)).toBe(true);
  expect(await history.recordPodUid(run.id, 'uid-2', NOW + 3)).toBe(false);
  expect((await history.get(run.id))?.podUid).toBe('uid-1');
});

test('after the end every change says false and changes nothing', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.settle(run.id, end);
  const before = [await history.get(run.id), await history.timeline(run.id)];
  expect(await history.update(run.id, { state: 'copying' }, [{ at: NOW, what: 'x' }])).toBe(false);
  expect(await history.saveProgress(run.id, progress, NOW)).toBe(false);
  expect(await history.recordPodUid(run.id, 'uid', NOW)).toBe(false);
  expect(await history.saveEvidence(run.id, [{ kind: 'log', text: 'x', truncated: false }], NOW)).toBe(false);
  expect([await history.get(run.id), await history.timeline(run.id)]).toEqual(before);
  expect(await history.evidenceOf(run.id, 'log')).toBeUndefined();
});

test('what became of the objects is a later fact: it changes after the end, and the rest stays', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.settle(run.id, { ...end, objects: 'removing' });
  const before = await history.get(run.id);
  expect((await history.withObjects(['present', 'removing'])).map(({ id }) => id)).toEqual([run.id]);
  await history.setObjects(run.id, 'removed', NOW + 99, 'gone');
  expect(await history.get(run.id)).toEqual({ ...before, objects: 'removed' });
  expect(await history.withObjects(['present', 'removing'])).toEqual([]);
});

test('a realm sees its own rows only', async () => {
  const file = scratchFile();
  const one = await openHistory(`sqlite:${file}`, { realm: 'one' });
  const run = await started(one, copyOf('a', 'b'));
  await one.settle(run.id, end, { evidence: [{ kind: 'log', text: 'secret', truncated: false }] });
  await one.close();
  const two = await openHistory(`sqlite:${file}`, { realm: 'two' });
  try {
    expect(await two.get(run.id)).toBeUndefined();
    expect((await two.list(DEFAULT_QUERY, 10)).total).toBe(0);
    expect(await two.evidenceOf(run.id, 'log')).toBeUndefined();
    expect([
      ...(await two.pairRuns(run)),
      ...(await two.audit.list({ limit: 9 })),
      ...(await two.timeline(run.id)),
    ]).toEqual([]);
    expect((await started(two, copyOf('b', 'a'))).number).toBe(1);
  } finally {
    await two.close();
  }
});

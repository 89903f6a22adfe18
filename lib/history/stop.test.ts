import { expect, test } from 'vitest';
import { copyOf, NOW, scratchHistory, started } from './testing/scratch.ts';

const audit = { at: NOW + 5, actor: 'erin', action: 'migration.stop' };

test('a run that was never launched ends at once, and its locks are free', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  const stopped = await history.requestStop(run.id, 'erin', NOW + 5, audit);
  expect(stopped).toMatchObject({ outcome: 'cancelled', code: 'RH-602', endedAt: NOW + 5, stopRequestedBy: 'erin' });
  expect(stopped).toMatchObject({ lastState: 'queued', durationMs: null });
  expect(await history.markLaunching(run.id, 'pod', 'ns', NOW + 6)).toBe(false);
  await started(history, copyOf('b', 'a'));
});

test('a launched run is stopping, keeps what it last did, and still holds its locks', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.markLaunching(run.id, 'pod', 'ns', NOW + 1);
  await history.update(run.id, { state: 'copying' });
  const stopped = await history.requestStop(run.id, 'erin', NOW + 5, audit);
  expect(stopped).toMatchObject({ state: 'stopping', lastState: 'copying', outcome: null, stopRequestedAt: NOW + 5 });
  expect((await history.startRun(copyOf('b', 'a'))).ok).toBe(false);
  expect((await history.timeline(run.id)).map((entry) => entry.what)).toEqual(['queued', 'launched', 'stop requested']);
});

test('asked twice, the first request stays and both are in the audit', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.markLaunching(run.id, 'pod', 'ns', NOW + 1);
  await history.requestStop(run.id, 'erin', NOW + 5, audit);
  const again = await history.requestStop(run.id, 'finn', NOW + 9, { ...audit, actor: 'finn' });
  expect(again).toMatchObject({ stopRequestedBy: 'erin', stopRequestedAt: NOW + 5 });
  expect((await history.audit.list({ limit: 10 })).map((row) => row.actor)).toEqual(['finn', 'erin', 'dana']);
});

test('a run that has ended says so, and the attempt is in the audit', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.settle(run.id, { outcome: 'succeeded', code: 'RH-000', endedAt: NOW + 2 });
  const before = await history.get(run.id);
  expect(await history.requestStop(run.id, 'erin', NOW + 5, audit)).toBe('ended');
  expect(await history.get(run.id)).toEqual(before);
  expect((await history.audit.list({ limit: 1 }))[0]).toMatchObject({ result: 'refused', object: run.id });
});

test('a run that is not there is undefined, with no audit row', async () => {
  const history = await scratchHistory();
  expect(await history.requestStop('none', 'erin', NOW, audit)).toBeUndefined();
  expect(await history.audit.list({ limit: 1 })).toEqual([]);
});

test('an older observation does not make a stopping run look as if it went on', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.markLaunching(run.id, 'pod', 'ns', NOW + 1);
  await history.requestStop(run.id, 'erin', NOW + 5, audit);
  await history.update(run.id, { state: 'verifying' });
  expect(await history.get(run.id)).toMatchObject({ state: 'stopping', lastState: 'verifying' });
  await history.update(run.id, { state: 'unknown' });
  expect(await history.get(run.id)).toMatchObject({ state: 'unknown', lastState: 'verifying' });
  await history.update(run.id, { state: 'copying' });
  expect(await history.get(run.id)).toMatchObject({ state: 'stopping', lastState: 'copying' });
});

import { expect, test } from 'vitest';
import { DEFAULT_QUERY as query } from '#lib/migrations/list-query.ts';
import { LATE_MS } from '#lib/migrations/troubled.ts';
import { copyOf, NOW, scratchHistory, started } from './testing/scratch.ts';

test('an acknowledged failure leaves the runs that need attention, but not the failed ones', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b'));
  await history.settle(run.id, { outcome: 'lost', code: 'RH-620', endedAt: NOW });
  const counts = async () => (await history.list({ ...query, preset: 'attention' }, 10)).counts;
  expect(await counts()).toEqual({ all: 1, running: 0, attention: 1, failed: 1, finished: 1 });
  expect(await history.acknowledge(run.id, 'erin', NOW)).toBe(true);
  expect(await counts()).toEqual({ all: 1, running: 0, attention: 0, failed: 1, finished: 1 });
});

test('a run whose start takes too long needs attention, until it is asked to stop', async () => {
  let now = NOW;
  const history = await scratchHistory(undefined, () => now);
  const run = await started(history, copyOf('a', 'b'));
  const other = await started(history, copyOf('c', 'd'));
  const attention = async () => {
    const { runs, counts } = await history.list({ ...query, preset: 'attention' }, 10);
    expect(counts.attention).toBe(runs.length);
    return runs.map(({ id }) => id);
  };
  await history.markLaunching(run.id, 'pod', 'namespace', NOW);
  now = NOW + LATE_MS - 1;
  expect(await attention()).toEqual([]);
  now = NOW + LATE_MS;
  expect(await attention()).toEqual([run.id]);
  await history.update(run.id, { reason: { key: 'no_node_fits', sentence: 'No node fits.', raw: null, since: now } });
  expect(await attention()).toEqual([]);
  now += LATE_MS;
  expect(await attention()).toEqual([run.id]);
  await history.requestStop(run.id, 'erin', now, { at: now, actor: 'erin', action: 'migration.stop' });
  expect(await attention()).toEqual([]);
  expect((await history.get(other.id))?.state).toBe('queued');
});

test('a stalled or unknown run needs attention until it goes on', async () => {
  const history = await scratchHistory();
  const [one, two] = [await started(history, copyOf('a', 'b')), await started(history, copyOf('c', 'd'))];
  const attention = async () => (await history.list({ ...query, preset: 'attention' }, 10)).runs.map(({ id }) => id);
  await history.update(one.id, { stalled: true });
  await history.update(two.id, { state: 'unknown' });
  expect(await attention()).toEqual([two.id, one.id]);
  await history.update(one.id, { stalled: false });
  await history.update(two.id, { state: 'copying' });
  expect(await attention()).toEqual([]);
});

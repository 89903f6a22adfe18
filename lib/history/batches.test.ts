import { expect, test } from 'vitest';
import { ROW_FILTERS, ROW_PARTS } from '#lib/migrations/batch-views.ts';
import type { NewBatch } from './batches.ts';
import type { History } from './history.ts';
import { newId } from './row-id.ts';
import { copyOf, NOW, scratchHistory, started } from './testing/scratch.ts';

const KEY = '01890000-0000-4000-8000-000000000001';
const who = { at: NOW, actor: 'dana', source: '127.0.0.1' };

const batchOf = (count: number, more: Partial<NewBatch> = {}): NewBatch => ({
  ...{ id: newId(), requestKey: KEY, requestedBy: 'dana', source: '127.0.0.1', requestedAt: NOW },
  options: { verify: 'sizes', excludes: [], bandwidth: null, keepPods: 'failed', identityConfirmed: true },
  ...{ concurrency: 2, stopAfter: null },
  rows: Array.from({ length: count }, (_, at) => ({
    ...{
      line: at + 2,
      oldUser: `old${at}`,
      newUser: `new${at}`,
      why: null,
      ticket: null,
      excludes: null,
      verify: null,
      refusal: null,
    },
  })),
  audit: { ...who, action: 'batch.start' },
  ...more,
});

const countsOf = async (history: History, id: string) => {
  const counts = (await history.bulk.counts([id])).get(id);
  return Object.fromEntries(Object.entries(counts ?? {}).filter(([, rows]) => rows > 0));
};

/** Gives a row a run that has ended so. */
async function endRow(history: History, id: string, position: number, code: string): Promise<string> {
  const run = await started(history, copyOf(`old${position}`, `new${position}`, { batchId: id }));
  await history.bulk.rowStarted(id, { position, attempt: 1 }, run.id);
  const outcome = code === 'RH-000' ? 'succeeded' : 'failed';
  await history.settle(run.id, { outcome, code, endedAt: NOW + 1 }, { evidence: [], timeline: [] });
  return run.id;
}

test('a batch that is sent again, or twice at the same moment, is one, with one word in the audit', async () => {
  const history = await scratchHistory();
  const [first, second] = await Promise.all([history.bulk.start(batchOf(3)), history.bulk.start(batchOf(3))]);
  const third = await history.bulk.start(batchOf(3));
  expect(new Set([first?.id, second?.id, third.id]).size).toBe(1);
  expect(await countsOf(history, third.id)).toEqual({ waiting: 3 });
  expect(await history.bulk.latest(9)).toHaveLength(1);
  expect(await history.audit.list({ limit: 9 })).toMatchObject([{ action: 'batch.start', object: third.id }]);
});

test('its rows are counted by what became of them, and listed so, in their order', async () => {
  const history = await scratchHistory();
  const rows = batchOf(5).rows.map((row, at) => (at === 4 ? { ...row, refusal: 'Nobody.' } : row));
  const { id } = await history.bulk.start(batchOf(0, { rows }));
  await endRow(history, id, 0, 'RH-000');
  await endRow(history, id, 1, 'RH-306');
  const running = await started(history, copyOf('old2', 'new2', { batchId: id }));
  await history.bulk.rowStarted(id, { position: 2, attempt: 1 }, running.id);
  expect(await countsOf(history, id)).toEqual({ done: 1, failed: 1, running: 1, waiting: 1, refused: 1 });
  const page = { offset: 0, limit: 9 };
  const failed = await history.bulk.rows(id, { parts: ROW_FILTERS.failed, ...page });
  expect(failed.map(({ position, refusal }) => [position, refusal])).toEqual([
    [1, null],
    [4, 'Nobody.'],
  ]);
  const second = await history.bulk.rows(id, { parts: ROW_PARTS, offset: 2, limit: 2 });
  expect(second.map(({ line }) => line)).toEqual([4, 5]);
  const all: number[] = [];
  for await (const some of history.bulk.allRows(id, ROW_PARTS, 2)) all.push(...some.map(({ position }) => position));
  expect(all).toEqual([0, 1, 2, 3, 4]);
  expect((await history.get(running.id))?.batchId).toBe(id);
});

test('a stop leaves what waits, and only a batch that goes on can be stopped', async () => {
  const history = await scratchHistory();
  const { id } = await history.bulk.start(batchOf(2));
  const stop = () => history.bulk.stop(id, { by: 'dana', at: NOW, audit: { ...who, action: 'batch.stop' } });
  expect(await stop()).toBe(true);
  expect(await countsOf(history, id)).toEqual({ left: 2 });
  expect(await history.bulk.open()).toMatchObject([{ state: 'stopping', stateBy: 'dana' }]);
  expect(await stop()).toBe(false);
  expect(await history.bulk.again(id, [], { by: 'dana', at: NOW })).toBe(false);
  expect(await history.audit.list({ limit: 9 })).toHaveLength(2);
});

test('a run that was recorded while the batch was stopped is the row’s all the same', async () => {
  const history = await scratchHistory();
  const { id } = await history.bulk.start(batchOf(1));
  await history.bulk.stop(id, { by: 'dana', at: NOW });
  await endRow(history, id, 0, 'RH-000');
  expect(await countsOf(history, id)).toEqual({ done: 1 });
});

test('rows that are asked for again wait as a new attempt; an old attempt’s word comes too late', async () => {
  const history = await scratchHistory();
  const { id } = await history.bulk.start(batchOf(1));
  const run = await endRow(history, id, 0, 'RH-306');
  await history.bulk.change(id, ['running'], { to: 'ended', by: null, at: NOW });
  await history.bulk.again(id, [{ position: 0, attempt: 1, resumes: run }], { by: 'dana', at: NOW });
  expect(await history.bulk.waiting(id, 9)).toMatchObject([{ attempt: 2, runId: null, resumes: run }]);
  expect(await history.bulk.open()).toMatchObject([{ state: 'running', endedAt: null }]);
  await history.bulk.rowRefused(id, { position: 0, attempt: 1 }, 'too late');
  expect(await countsOf(history, id)).toEqual({ waiting: 1 });
});

test('rows that were asked for again and then left are again what came of the last attempt', async () => {
  const history = await scratchHistory();
  const { id } = await history.bulk.start(batchOf(3));
  const run = await endRow(history, id, 0, 'RH-306');
  await history.bulk.rowRefused(id, { position: 1, attempt: 1 }, 'nobody');
  const stop = { by: 'dana', at: NOW };
  const rows = () => history.bulk.rows(id, { parts: ROW_PARTS, offset: 0, limit: 9 });
  await history.bulk.stop(id, stop);
  const ended = [
    { state: 'started', attempt: 1, runId: run },
    { state: 'refused', attempt: 1, refusal: 'nobody' },
    { state: 'left', attempt: 1, runId: null },
  ];
  expect(await rows()).toMatchObject(ended);
  for (const round of [1, 2]) {
    await history.bulk.change(id, ['stopping'], { to: 'ended', by: null, at: NOW });
    const again = (await rows()).map(({ position, attempt }) => ({ position, attempt, resumes: null }));
    expect(await history.bulk.again(id, again, stop), `round ${round}`).toBe(true);
    // A row that never had an attempt has its first one before it.
    const waiting = await history.bulk.waiting(id, 9);
    expect(waiting.map(({ attempt, runId, refusal }) => [attempt, runId, refusal])).toEqual([
      [2, null, null],
      [2, null, null],
      [1, null, null],
    ]);
    expect(await countsOf(history, id)).toEqual({ waiting: 3 });
    await history.bulk.stop(id, stop);
    expect(await rows()).toMatchObject(ended);
  }
});

test('a run that was recorded while its retry was stopped is the row’s all the same', async () => {
  const history = await scratchHistory();
  const { id } = await history.bulk.start(batchOf(1));
  await endRow(history, id, 0, 'RH-306');
  const change = { by: 'dana', at: NOW };
  await history.bulk.change(id, ['running'], { to: 'ended', ...change });
  await history.bulk.again(id, [{ position: 0, attempt: 1, resumes: null }], change);
  const { run } = (await history.startRun(copyOf('late', 'later'))) as { run: { id: string } };
  await history.bulk.stop(id, change);
  await history.bulk.rowStarted(id, { position: 0, attempt: 2 }, run.id);
  const [row] = await history.bulk.rows(id, { parts: ROW_PARTS, offset: 0, limit: 1 });
  expect(row).toMatchObject({ state: 'started', attempt: 2, runId: run.id });
});

test('a name that cannot be kept is refused, and nothing is recorded', async () => {
  const history = await scratchHistory();
  const [row] = batchOf(1).rows;
  if (!row) throw new Error('no row');
  const odd = batchOf(0, { rows: [{ ...row, newUser: 'a\u0000b' }] });
  await expect(history.bulk.start(odd)).rejects.toMatchObject({ code: 'invalid' });
  expect(await history.bulk.latest(9)).toEqual([]);
});

test('batches are listed newest first, and on from any of them, also from one that is gone', async () => {
  const history = await scratchHistory();
  const ids: string[] = [];
  for (let at = 0; at < 5; at += 1) {
    const requestedAt = NOW + Math.floor(at / 2) * 1000;
    const requestKey = `01890000-0000-4000-8000-00000000001${at}`;
    ids.unshift((await history.bulk.start(batchOf(1, { id: newId(requestedAt), requestedAt, requestKey }))).id);
  }
  const listed = async (limit: number, before: string | null = null) =>
    (await history.bulk.latest(limit, before)).map(({ id }) => id);
  expect(await listed(9)).toEqual(ids);
  expect(await listed(2)).toEqual(ids.slice(0, 2));
  expect(await listed(2, ids[1])).toEqual(ids.slice(2, 4));
  expect(await listed(2, ids[3])).toEqual(ids.slice(4));
  expect(await listed(2, ids[4])).toEqual([]);
  expect(await listed(9, newId(NOW + 9_000))).toEqual(ids);
  expect(await listed(9, '01890000-0000-7000-8000-000000000000')).toEqual([]);
});

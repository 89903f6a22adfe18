import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACTOR, line, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';
import type { BatchView, RowCounts } from './batch-views.ts';
import { readBulkText } from './bulk-text.ts';
import type { BatchInput } from './input.ts';

let rig: Rig;
let next = 0;

beforeAll(async () => {
  rig = await startRig({ limits: { concurrency: 3 }, policy: { keepPods: 'never' } });
});
afterAll(() => rig.stop());
beforeEach(() => rig.cluster.script(goodCopy));

const copying = [{ line: line(0, { type: 'phase', phase: 'copying' }) }];
const partial = resultOf({ exitCode: 6, message: 'rsync ended with 23', folderState: 'partial', folder: null });
const goodCopy = { steps: copying, exitCode: 0, terminationMessage: resultOf({}) };
const failing = { steps: copying, exitCode: 6, terminationMessage: partial };
const slow = { steps: [...copying, { delayMs: 60_000 }], onSigterm: { exitCode: 11, terminationMessage: partial } };

const row = (oldUser: string, newUser: string, at = 0) => ({
  ...{ line: at + 1, oldUser, newUser, why: '', ticket: '', excludes: '', verify: '', included: false },
});
/** So many rows of pairs that no test has had. */
const fresh = (count: number) =>
  Array.from({ length: count }, (_, at) => {
    next += 1;
    return row(`old${next}`, `new${next}`, at);
  });
const inputOf = (rows: BatchInput['rows'], more: Partial<BatchInput> = {}): BatchInput => ({
  ...{ requestKey: randomUUID(), rows, common: { why: 'moved', ticket: '', identityConfirmed: false } },
  ...{ order: 'file', concurrency: 2, stopAfter: null, ...more },
});
const start = (rows: BatchInput['rows'], more: Partial<BatchInput> = {}) =>
  rig.services.bulk.start(inputOf(rows, more), ACTOR);
const read = (id: string): Promise<BatchView> => rig.services.batches.batch(id, { filter: 'all', page: 1 }, ACTOR);
const fileOf = async (id: string) => (await Array.fromAsync(await rig.services.batches.file(id))).join('');
const some = (counts: RowCounts) => Object.fromEntries(Object.entries(counts).filter(([, rows]) => rows > 0));

async function until(id: string, so: (batch: BatchView) => boolean): Promise<BatchView> {
  const deadline = performance.now() + 30_000;
  for (;;) {
    const batch = await read(id);
    if (so(batch)) return batch;
    if (performance.now() > deadline) throw new Error(`not so within 30 s: ${JSON.stringify(batch, null, 1)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
const ended = (id: string) => until(id, ({ state }) => state === 'ended');
const running = (id: string, count: number) => until(id, ({ counts }) => counts.running === count);

describe('a batch', () => {
  test('makes a run of each row, as a single start would, and ends when the last has', async () => {
    const rows = fresh(3).map((each, at) => (at === 1 ? { ...each, ticket: 'DESK-2' } : each));
    const { id } = await start(rows, { excludes: ['*.tmp'], verify: 'checksums' });
    const batch = await ended(id);
    expect(some(batch.counts)).toEqual({ done: 3 });
    expect(batch.rows.map(({ run }) => run?.ticket)).toEqual([null, 'DESK-2', null]);
    const run = await rig.detail(batch.rows[1]?.run?.id ?? '');
    expect(run).toMatchObject({ requestedBy: 'tester', why: 'moved', oldUser: rows[1]?.oldUser });
    expect(run.settings).toContainEqual({ label: 'Left out', value: '*.tmp' });
  });

  test('leaves out and compares what a row says of its own, and the rest as it says for all', async () => {
    const [all, own, whole] = fresh(3);
    if (!all || !own || !whole) throw new Error('no rows');
    const rows = [
      all,
      { ...own, excludes: 'trash; *.iso', verify: 'Checksum' },
      { ...whole, excludes: 'none', verify: 'none' },
    ];
    const { id } = await start(rows, { excludes: ['*.tmp'], verify: 'sizes' });
    const batch = await ended(id);
    expect(batch).toMatchObject({ ownOptions: 2, options: { excludes: ['*.tmp'], verify: 'sizes' } });
    expect(batch.rows[1]).toMatchObject({ excludes: ['@trash', '*.iso'], verify: 'checksums' });
    await expect(start([{ ...all, verify: 'twice' }])).rejects.toMatchObject({
      code: 'invalid',
      message: expect.stringMatching(/^Line 1: /),
    });
    const settings = await Promise.all(
      batch.rows.map(async ({ run }) => (await rig.detail(run?.id ?? '')).settings.map(({ value }) => value)),
    );
    expect(settings).toMatchObject([
      expect.arrayContaining(['*.tmp', 'sizes, owners, modes, times and links']),
      expect.arrayContaining(['trash, *.iso', 'every byte, owners, modes, times and links']),
      expect.arrayContaining(['nothing', 'not compared']),
    ]);
    const text = await fileOf(id);
    const listed = readBulkText(text).rows.map(({ excludes, verify }) => [excludes, verify]);
    expect(listed).toEqual([
      ['', ''],
      ['trash; *.iso', 'checksums'],
      ['none', 'none'],
    ]);
  });

  test('has no more runs at a time than it was told, and none beside the limit of all', async () => {
    await rig.cluster.script(slow);
    const alone = await rig.services.service.start({ oldUser: 'old99', newUser: 'new99' }, ACTOR);
    const other = await rig.services.service.start({ oldUser: 'old98', newUser: 'new98' }, ACTOR);
    const { id } = await start(fresh(3));
    expect((await running(id, 1)).rows[2]?.words).toBe('Waits for a free slot: 3 of 3 taken.');
    await rig.services.service.stop(alone.id, ACTOR);
    await running(id, 2);
    await rig.services.service.stop(other.id, ACTOR);
    await rig.ended(other.id);
    expect((await read(id)).counts).toMatchObject({ running: 2, waiting: 1 });
    await rig.services.bulk.stop(id, ACTOR);
    expect(some((await ended(id)).counts)).toEqual({ stopped: 2, left: 1 });
    expect(readBulkText(await fileOf(id)).rows).toHaveLength(3);
    expect((await fileOf(id)).match(/,(cancelled|not started),/g)).toEqual([
      ',cancelled,',
      ',cancelled,',
      ',not started,',
    ]);
  });

  test('that is sent twice starts once, also when its own runs are under way', async () => {
    await rig.cluster.script(slow);
    const input = inputOf(fresh(1));
    const [first, second] = await Promise.all([1, 2].map(() => rig.services.bulk.start(input, ACTOR)));
    if (!first) throw new Error('no batch');
    await running(first.id, 1);
    const third = await rig.services.bulk.start(input, ACTOR);
    expect([second?.id, third.id]).toEqual([first.id, first.id]);
    await rig.services.bulk.stop(first.id, ACTOR);
    await ended(first.id);
  });

  test('goes on after a restart, whatever it was doing, and starts nothing twice', async () => {
    const rows = fresh(6);
    const { id } = await start(rows);
    for (let at = 0; at < 3; at += 1) await rig.restart();
    const batch = await ended(id);
    expect(some(batch.counts)).toEqual({ done: 6 });
    for (const { oldUser, newUser } of rows) {
      expect((await rig.services.reader.pairs.read({ oldUser, newUser })).runs).toHaveLength(1);
    }
  });

  test('that is paused starts nothing more, also after a restart, until it goes on', async () => {
    await rig.cluster.script(slow);
    const { id } = await start(fresh(3), { concurrency: 1 });
    const { rows } = await running(id, 1);
    await rig.services.bulk.pause(id, ACTOR);
    await rig.services.service.stop(rows[0]?.run?.id ?? '', ACTOR);
    await until(id, ({ counts }) => counts.running === 0);
    await rig.cluster.script(goodCopy);
    await rig.restart();
    // A run that is asked for later goes its whole way meanwhile.
    const [other] = fresh(1);
    if (!other) throw new Error('no row');
    await rig.ended((await rig.services.service.start({ oldUser: other.oldUser, newUser: other.newUser }, ACTOR)).id);
    expect(await read(id)).toMatchObject({ state: 'paused', pauseReason: 'asked', counts: { waiting: 2 } });
    await expect(rig.services.bulk.pause(id, ACTOR)).rejects.toMatchObject({ code: 'conflict' });
    await rig.services.bulk.resume(id, ACTOR);
    expect(some((await ended(id)).counts)).toEqual({ done: 2, stopped: 1 });
  });

  test('pauses by itself when as many failed as were allowed, and says so in the audit', async () => {
    await rig.cluster.script(failing);
    const { id } = await start(fresh(5), { concurrency: 1, stopAfter: 2 });
    const batch = await until(id, ({ state }) => state === 'paused');
    expect(batch).toMatchObject({ pauseReason: 'failures', stateBy: null, counts: { failed: 2, waiting: 3 } });
    const query = { who: 'Rehome', what: 'batch.pause', result: '', old: '', new: '', from: '', to: '' } as const;
    const audit = await rig.services.audit.page(query, undefined, 'UTC');
    expect(audit.rows.some(({ object }) => object === id)).toBe(true);
    await rig.services.bulk.resume(id, ACTOR);
    expect((await until(id, ({ state, counts }) => state === 'paused' && counts.failed > 2)).counts.failed).toBe(4);
    await rig.services.bulk.stop(id, ACTOR);
    await ended(id);
  });

  test('retries what failed, each in the partial copy it left, and keeps what was done', async () => {
    const rows = fresh(2);
    await rig.cluster.script(failing);
    const { id } = await start(rows);
    const failed = await ended(id);
    expect(some(failed.counts)).toEqual({ failed: 2 });
    expect(failed.actions).toMatchObject({ retryFailed: true, stop: false });
    await rig.cluster.script(goodCopy);
    expect(await rig.services.bulk.retry(id, 'failed', ACTOR)).toEqual({ rows: 2 });
    const batch = await ended(id);
    expect(some(batch.counts)).toEqual({ done: 2 });
    expect(batch.rows.map(({ attempt, run }) => [attempt, run?.number])).toEqual([
      [2, 2],
      [2, 2],
    ]);
    expect((await rig.detail(batch.rows[0]?.run?.id ?? '')).earlier).toMatchObject({ number: 1 });
    await expect(rig.services.bulk.retry(id, 'failed', ACTOR)).rejects.toMatchObject({ code: 'conflict' });
  });

  test('starts what was stopped once more', async () => {
    await rig.cluster.script(slow);
    const { id } = await start(fresh(2), { concurrency: 1 });
    await running(id, 1);
    await rig.services.bulk.stop(id, ACTOR);
    await ended(id);
    await rig.cluster.script(goodCopy);
    expect((await read(id)).actions).toMatchObject({ retryStopped: true });
    expect(await rig.services.bulk.retry(id, 'stopped', ACTOR)).toEqual({ rows: 2 });
    expect(some((await ended(id)).counts)).toEqual({ done: 2 });
  });
});

describe('a row', () => {
  test('that cannot be started is kept with why, and the others start', async () => {
    const [good] = fresh(1);
    if (!good) throw new Error('no row');
    const { id } = await start([row('nobody-knows', 'new1'), good, row(good.oldUser, good.newUser, 2)]);
    const batch = await ended(id);
    expect(batch.rows.map(({ state }) => state)).toEqual(['refused', 'started', 'refused']);
    expect(batch.rows[0]?.words).toContain('Nobody is called “nobody-knows”');
    expect(batch.rows[2]?.words).toContain('The same as line 1');
    await expect(start([row('nobody-knows', 'new1')])).rejects.toMatchObject({ code: 'invalid' });
  });

  test('waits, and says for what, while another run of its people is under way', async () => {
    const [good] = fresh(1);
    if (!good) throw new Error('no row');
    const { oldUser, newUser } = good;
    await rig.cluster.script(slow);
    const before = await rig.services.service.start({ oldUser: newUser, newUser: oldUser }, ACTOR);
    const { id } = await start([{ ...good, included: true }]);
    const waiting = await read(id);
    expect(waiting.rows[0]).toMatchObject({ state: 'waiting', words: expect.stringContaining('The reverse') });
    await rig.cluster.script(goodCopy);
    await rig.services.service.stop(before.id, ACTOR);
    expect(some((await ended(id)).counts)).toEqual({ done: 1 });
  });

  test('whose people are of an earlier row starts after that one has ended', async () => {
    const [a] = fresh(1);
    if (!a) throw new Error('no row');
    const { id } = await start([a, { ...row(a.newUser, 'old97', 1), included: true }]);
    const { rows } = await ended(id);
    const [first, second] = rows.map(({ run }) => run);
    expect(Date.parse(second?.requestedAt ?? '')).toBeGreaterThanOrEqual(Date.parse(first?.endedAt ?? ''));
  });
});

test('the result is a file with a line for each row, in which no name is a formula', async () => {
  const [good] = fresh(1);
  if (!good) throw new Error('no row');
  const { id } = await start([good, row('=cmd()', 'new1', 1)], {
    common: { why: '@x', ticket: '', identityConfirmed: false },
  });
  await ended(id);
  const text = await fileOf(id);
  const [head, first, second] = text.split('\r\n');
  expect(head).toContain('line,old_user,new_user,reason,ticket,exclude_preset,verify,result,code');
  expect(first).toMatch(new RegExp(`^1,${good.oldUser},${good.newUser},'@x,,,,succeeded,RH-000,`));
  expect(second).toMatch(/^2,'=cmd\(\),new1,'@x,,,,refused,,,/);
  await expect(rig.services.batches.file(randomUUID())).rejects.toMatchObject({ code: 'not_found' });
});

import { expect, onTestFinished, test } from 'vitest';
import type { History } from '#lib/history/history.ts';
import type { RunEnd } from '#lib/history/settle.ts';
import type { StartRun } from '#lib/history/start.ts';
import { copyOf, NOW, rawDatabase, scratchFile, scratchHistory, started } from '#lib/history/testing/scratch.ts';
import { MemoryLog } from '#lib/storage/testing/memory-log.ts';
import { RetentionJob } from './retention-job.ts';
import type { KeptFor } from './retention-views.ts';

const DAY = 86_400_000;
const NEVER: KeptFor = { runs: null, evidence: null, audit: null, notices: null };
const ADMIN = { name: 'erin', source: '127.0.0.1' };
const LOG = [{ kind: 'log', text: 'all that was said', truncated: false }] as const;

/** A run that ended so many days ago. */
async function ended(history: History, days: number, more: Partial<RunEnd> = {}, asked: Partial<StartRun> = {}) {
  const name = `${days}-${Math.random()}`;
  const run = await started(history, copyOf(`old-${name}`, `new-${name}`, asked));
  const end = { outcome: 'succeeded', code: 'RH-000', folderState: 'complete', objects: 'removed' } as const;
  const homeFacts = { at: NOW, uid: 1, gid: 1, bytes: 1, files: 1, bytesFree: 1 };
  await history.settle(
    run.id,
    { ...end, evidence: 'captured', endedAt: NOW - days * DAY, ...more },
    { evidence: LOG, homeFacts: [{ user: run.oldUser, ...homeFacts }] },
  );
  return run;
}

function jobOf(history: History, keptFor: Partial<KeptFor>, more: { firstMs?: number; lookMs?: number } = {}) {
  const job = new RetentionJob({
    ...{ history, keptFor: { ...NEVER, ...keptFor }, log: new MemoryLog(), now: () => NOW },
    ...more,
  });
  onTestFinished(() => job.stop());
  return job;
}

/** Has a job begin a pass, and waits for its end. */
async function passed(job: RetentionJob): Promise<void> {
  await job.runNow(ADMIN);
  await job.settled();
}

/** What a pass did by itself, without the command that had it done. */
const actions = async (history: History) =>
  (await history.audit.list({ limit: 50 }))
    .filter(({ action }) => action.startsWith('retention.') && action !== 'retention.run')
    .map(({ action, result, actor }) => `${action} ${result} ${actor}`)
    .reverse();

test('old runs go with all that is theirs, younger ones stay, and numbers are never given twice', async () => {
  const file = scratchFile();
  const history = await scratchHistory(file);
  const [old, young] = [await ended(history, 400), await ended(history, 300)];
  await history.addNote(old.id, 'erin', NOW, 'seen');
  await passed(jobOf(history, { runs: 365 * DAY }));
  expect(await history.get(old.id)).toBeUndefined();
  expect(await history.get(young.id)).toMatchObject({ evidence: 'captured' });
  const raw = rawDatabase(file);
  const tables = ['timeline', 'evidence', 'notes', 'run_objects', 'run_texts', 'home_facts'];
  for (const table of tables)
    expect(raw.prepare(`select count(*) as n from ${table} where run_id = ?`).get(old.id), table).toEqual({ n: 0 });
  expect(
    raw.prepare(`select count(*) as n from run_texts_index where run_texts_index match ?`).get(`"${old.oldUser}"`),
  ).toEqual({ n: 0 });
  expect(raw.prepare('pragma foreign_key_check').all()).toEqual([]);
  expect(await actions(history)).toEqual(['retention.runs asked erin', 'retention.runs done erin']);
  expect((await history.retention.read())?.removed).toMatchObject({ runs: 1, evidence: 0 });
  const again = await started(history, copyOf(old.oldUser, old.newUser));
  expect(again.number).toBe(old.number + 1);
});

test('old evidence goes, and its run stays and says when', async () => {
  const history = await scratchHistory();
  const [old, young, working] = [
    await ended(history, 100),
    await ended(history, 80),
    await started(history, copyOf('x', 'y')),
  ];
  await history.saveEvidence(working.id, LOG, NOW - 200 * DAY);
  await passed(jobOf(history, { evidence: 90 * DAY }));
  expect(await history.get(old.id)).toMatchObject({ evidence: 'removed', evidenceRemovedAt: NOW });
  expect(await history.evidenceOf(old.id, 'log')).toBeUndefined();
  expect(await history.get(young.id)).toMatchObject({ evidence: 'captured', evidenceRemovedAt: null });
  for (const { id } of [young, working]) expect(await history.evidenceOf(id, 'log')).toBeDefined();
  const { removed } = (await history.retention.read()) ?? {};
  expect(removed).toMatchObject({ runs: 0, evidence: 1 });
  expect(removed?.bytes).toBeGreaterThan(0);
  await passed(jobOf(history, { evidence: 90 * DAY }));
  expect(await actions(history)).toHaveLength(2);
});

test('a run that left a partial copy stays until somebody dealt with that', async () => {
  const history = await scratchHistory();
  const partial = { outcome: 'failed', code: 'RH-308', folderState: 'partial' } as const;
  const first = await ended(history, 500, partial);
  const job = jobOf(history, { runs: 365 * DAY });
  await passed(job);
  expect(await history.get(first.id)).toBeDefined();
  const discard = await ended(history, 400, { folderState: 'none' }, { kind: 'discard', resumes: first.id });
  await passed(job);
  for (const { id } of [first, discard]) expect(await history.get(id)).toBeUndefined();
});

test('a batch keeps how its rows ended, and goes when its last run is gone', async () => {
  const file = scratchFile();
  const history = await scratchHistory(file);
  const audit = { at: NOW, actor: 'erin', action: 'batch.start' };
  const row = {
    line: 1,
    oldUser: 'a',
    newUser: 'b',
    why: null,
    ticket: null,
    excludes: null,
    verify: null,
    refusal: null,
  };
  const options = { verify: 'sizes', excludes: [], bandwidth: null, keepPods: 'failed', identityConfirmed: false };
  const { id } = await history.bulk.start({
    ...{ id: 'batch', requestKey: 'k', requestedBy: 'erin', source: null, requestedAt: NOW, options, audit },
    ...{ concurrency: 1, stopAfter: null, rows: [row, { ...row, line: 2 }] },
  } as Parameters<typeof history.bulk.start>[0]);
  const old = await ended(history, 400, {}, { batchId: id });
  const young = await ended(history, 10, {}, { batchId: id });
  const raw = rawDatabase(file);
  const tie = raw.prepare(`update batch_rows set state = 'started', run_id = ? where position = ?`);
  tie.run(old.id, 0);
  tie.run(young.id, 1);
  const job = jobOf(history, { runs: 365 * DAY });
  await passed(job);
  expect(await history.get(old.id)).toBeDefined();
  raw.prepare(`update batches set state = 'ended', ended_at = ?`).run(NOW - 380 * DAY);
  await passed(job);
  expect(await history.get(old.id)).toBeUndefined();
  expect((await history.bulk.counts([id])).get(id)).toMatchObject({ done: 2, lost: 0 });
  await passed(jobOf(history, { runs: 5 * DAY }));
  expect(await history.bulk.get(id)).toBeUndefined();
});

test('past the job nothing goes: not a run, not evidence, not even with what it said of younger ones', async () => {
  const file = scratchFile();
  const history = await scratchHistory(file);
  await ended(history, 400);
  const young = await ended(history, 10);
  const raw = rawDatabase(file);
  expect(() => raw.exec('delete from runs')).toThrow(/runs stay/);
  expect(() => raw.exec('delete from evidence')).toThrow(/evidence stays/);
  await passed(jobOf(history, { runs: 365 * DAY, evidence: 90 * DAY }));
  expect(() => raw.prepare('delete from runs where id = ?').run(young.id)).toThrow(/runs stay/);
  expect(() => raw.prepare('delete from evidence where run_id = ?').run(young.id)).toThrow(/evidence stays/);
});

test('a pass that stops half-way is gone on with by the next server, and counts on', async () => {
  const history = await scratchHistory();
  for (let n = 0; n < 90; n += 1) await ended(history, 400 + n);
  const first = jobOf(history, { runs: 365 * DAY });
  await first.runNow(ADMIN);
  await expect
    .poll(async () => (await history.retention.read())?.removed.runs ?? 0, { interval: 1 })
    .toBeGreaterThan(0);
  await first.stop();
  const half = await history.retention.read();
  expect(half?.endedAt).toBeNull();
  expect(half?.removed.runs).toBeLessThan(90);
  jobOf(history, { runs: 365 * DAY }, { firstMs: 1, lookMs: 1 }).start();
  await expect.poll(async () => (await history.retention.read())?.endedAt).not.toBeNull();
  expect(await history.retention.read()).toMatchObject({ removed: { runs: 90 }, problem: null, dueAt: NOW + DAY });
});

test('one of two servers does it, once a day, and a failure is on record and tried again', async () => {
  const file = scratchFile();
  const history = await scratchHistory(file);
  await ended(history, 400);
  const jobs = [1, 2].map(() => jobOf(history, { runs: 365 * DAY }, { firstMs: 0, lookMs: 1 }));
  for (const job of jobs) job.start();
  await expect.poll(async () => (await history.retention.read())?.endedAt).not.toBeNull();
  for (const job of jobs) await job.stop();
  expect(await actions(history)).toEqual(['retention.runs asked rehome', 'retention.runs done rehome']);
  await ended(history, 400);
  rawDatabase(file).exec(`create trigger broken before delete on runs begin select raise(abort, 'disk is ill'); end`);
  await passed(jobOf(history, { runs: 365 * DAY }));
  expect(await history.retention.read()).toMatchObject({
    problem: expect.stringContaining('disk is ill'),
    endedAt: NOW,
  });
  expect((await actions(history)).at(-1)).toBe('retention.runs failed erin');
});

test('where everything is kept for good nothing is looked at', async () => {
  const history = await scratchHistory();
  await expect(jobOf(history, {}).runNow(ADMIN)).rejects.toMatchObject({ code: 'conflict' });
  jobOf(history, {}, { firstMs: 0 }).start();
  expect(await history.retention.read()).toBeUndefined();
});

test('the audit has who had old records removed, also where none was old or it failed', async () => {
  const file = scratchFile();
  const history = await scratchHistory(file);
  const command = async () =>
    (await history.audit.list({ limit: 50 }))
      .filter(({ action }) => action === 'retention.run')
      .map(({ actor, source, result, detail }) => [actor, source, result, detail]);
  await passed(jobOf(history, { runs: 365 * DAY }));
  expect(await command()).toEqual([
    ['erin', '127.0.0.1', 'done', 'Nothing was old enough to be removed.'],
    ['erin', '127.0.0.1', 'asked', null],
  ]);
  await ended(history, 400);
  await passed(jobOf(history, { runs: 365 * DAY }));
  expect((await command())[0]).toEqual(['erin', '127.0.0.1', 'done', null]);
  await ended(history, 400);
  rawDatabase(file).exec(`create trigger broken before delete on runs begin select raise(abort, 'disk is ill'); end`);
  await passed(jobOf(history, { runs: 365 * DAY }));
  expect((await command())[0]).toEqual(['erin', '127.0.0.1', 'failed', expect.stringContaining('disk is ill')]);
});

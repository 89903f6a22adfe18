import { expect, test } from 'vitest';
import type { History } from './history.ts';
import type { NoticeRule } from './notices.ts';
import { openHistory } from './open.ts';
import { copyOf, NOW, rawDatabase, scratchFile, started } from './testing/scratch.ts';

const OPS: NoticeRule = { key: 'ops', label: 'ops', on: ['failed', 'needs_attention'] };
const BOT: NoticeRule = { key: 'bot', label: 'bot.example', on: ['failed', 'succeeded', 'cancelled'] };
const FAILED = { outcome: 'failed', code: 'RH-306', endedAt: NOW + 1000 } as const;

async function historyTelling(notices: readonly NoticeRule[], file = scratchFile()): Promise<History> {
  return openHistory(`sqlite:${file}`, { now: () => NOW, notices });
}

const told = async (history: History, runId: string) =>
  (await history.notices.ofRun(runId)).map(({ channel, event }) => `${channel}: ${event}`);

test('an end is told to whoever wants to hear of it, with what is needed to say it', async () => {
  const history = await historyTelling([OPS, BOT]);
  const [failed, done] = [await started(history, copyOf('a', 'b')), await started(history, copyOf('c', 'd'))];
  await history.settle(failed.id, FAILED);
  await history.settle(done.id, { ...FAILED, outcome: 'succeeded_with_notes', code: 'RH-001' });
  expect(await told(history, failed.id)).toEqual(['ops: failed', 'bot: failed']);
  expect(await told(history, done.id)).toEqual(['bot: succeeded']);
  expect((await history.notices.ofRun(failed.id))[0]).toMatchObject({
    ...{ state: 'waiting', tries: 0, nextAt: NOW + 1000, label: 'ops' },
    facts: {
      at: new Date(NOW + 1000).toISOString(),
      run: { id: failed.id, number: 1, kind: 'copy', oldUser: 'a', newUser: 'b', outcome: 'failed', code: 'RH-306' },
    },
  });
  await history.close();
});

test('the message is written with the end or the end is not: one transaction', async () => {
  const file = scratchFile();
  const history = await historyTelling([OPS], file);
  const run = await started(history, copyOf('a', 'b'));
  rawDatabase(file).exec('alter table notices rename to elsewhere');
  await expect(history.settle(run.id, FAILED)).rejects.toThrow(/notices/);
  expect((await history.get(run.id))?.outcome).toBeNull();
  rawDatabase(file).exec('alter table elsewhere rename to notices');
  expect(await history.settle(run.id, FAILED)).toBe(true);
  expect(await told(history, run.id)).toEqual(['ops: failed']);
  await history.close();
});

test('a run that is stopped before it began is told as cancelled, and a check as nothing', async () => {
  const history = await historyTelling([OPS, BOT]);
  const run = await started(history, copyOf('a', 'b'));
  const audit = { at: NOW, actor: 'dana', action: 'migration.stop' };
  await history.requestStop(run.id, 'dana', NOW, audit);
  expect(await told(history, run.id)).toEqual(['bot: cancelled']);
  const check = await started(history, copyOf('c', 'd', { kind: 'check' }));
  await history.settle(check.id, FAILED);
  expect(await told(history, check.id)).toEqual([]);
  await history.close();
});

test('a trouble is told once, however often it is seen, and none of an ended run', async () => {
  const history = await historyTelling([OPS, BOT]);
  const run = await started(history, copyOf('a', 'b'));
  for (let pass = 0; pass < 3; pass++) await history.update(run.id, { stalled: true });
  await history.update(run.id, { stalled: false });
  await history.notices.trouble(run.id, 'stalled', NOW);
  await history.notices.trouble(run.id, 'unknown', NOW);
  expect(await told(history, run.id)).toEqual(['ops: needs_attention', 'ops: needs_attention']);
  await history.settle(run.id, FAILED);
  await history.notices.trouble(run.id, 'late', NOW);
  expect(await told(history, run.id)).toHaveLength(4);
  await history.close();
});

test('what is due comes by channel, longest waiting first, and an ended message never again', async () => {
  const history = await historyTelling([OPS, BOT]);
  const runs = [await started(history, copyOf('a', 'b')), await started(history, copyOf('c', 'd'))];
  for (const [at, { id }] of runs.entries()) await history.settle(id, { ...FAILED, endedAt: NOW + at });
  const [first, second] = await history.notices.due('ops', NOW + 10, 10);
  expect([first?.runId, second?.runId]).toEqual(runs.map(({ id }) => id));
  expect(await history.notices.due('ops', NOW, 10)).toHaveLength(1);
  const later = { delivered: false, problem: 'It answered 500.', nextAt: NOW + 5000 } as const;
  expect(await history.notices.tried(first?.id ?? '', NOW + 20, later)).toBe(true);
  expect(await history.notices.due('ops', NOW + 4999, 10)).toEqual([second]);
  expect(await history.notices.tried(second?.id ?? '', NOW + 20, { delivered: true })).toBe(true);
  expect(await history.notices.tried(second?.id ?? '', NOW + 30, later)).toBe(false);
  const after = await history.notices.due('ops', NOW + 5000, 10);
  expect(after).toMatchObject([{ tries: 1, problem: 'It answered 500.', endedAt: null }]);
  await history.notices.giveUpAllBut(['bot'], NOW + 6000, 'It is not configured any more.');
  expect(await history.notices.due('ops', NOW + 9999, 10)).toEqual([]);
  expect(await history.notices.due('bot', NOW + 9999, 10)).toHaveLength(2);
  await history.close();
});

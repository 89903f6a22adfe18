import { expect, test } from 'vitest';
import { openHistory } from '#lib/history/open.ts';
import { scratchHistory } from '#lib/history/testing/scratch.ts';
import { createLog } from '#lib/log.ts';
import { Attempts, NOBODY } from './attempts.ts';

const silent = createLog('error', () => {});
const knock = { action: 'page.read', actor: undefined, source: 'loopback', result: 'refused', detail: 'no' } as const;

test('whoever knocks at the gate cannot fill the audit, and what is left out is counted', async () => {
  const history = await scratchHistory();
  let now = 5_000_000;
  const attempts = new Attempts(history, silent, () => now);
  for (let i = 0; i < 500; i += 1) await attempts.record(knock);
  expect(await history.audit.list({ limit: 1000 })).toHaveLength(60);
  now += 60_000;
  await attempts.record(knock);
  const [last, before] = await history.audit.list({ limit: 2 });
  expect(last?.detail).toBe('After 440 more like it within a minute, not written one by one. no');
  expect(before).toMatchObject({ actor: NOBODY, detail: 'no', source: 'loopback', result: 'refused' });
});

test('each refusal of a person who is known is written, however many', async () => {
  const history = await scratchHistory();
  const attempts = new Attempts(history, silent);
  for (let i = 0; i < 100; i += 1) await attempts.record({ ...knock, actor: 'erin' });
  expect(await history.audit.list({ limit: 1000 })).toHaveLength(100);
});

test('a refusal that cannot be written is in the log, and stands', async () => {
  const history = await openHistory('sqlite::memory:');
  await history.close();
  const lines: string[] = [];
  const attempts = new Attempts(
    history,
    createLog('error', (_, line) => void lines.push(line)),
  );
  await attempts.record(knock);
  expect(lines.join()).toMatch(/could not be written into the audit/);
});

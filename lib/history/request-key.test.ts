import { expect, test } from 'vitest';
import { copyOf, scratchHistory, started } from './testing/scratch.ts';

const KEY = '01890000-0000-4000-8000-000000000001';

test('a request that is sent again is the run it made before: no second one, no second word of it', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('alice', 'alice2', { requestKey: KEY }));
  expect(await started(history, copyOf('alice', 'alice2', { requestKey: KEY }))).toEqual(run);
  expect(await history.pairRuns({ oldUser: 'alice', newUser: 'alice2' })).toHaveLength(1);
  expect(await history.audit.list({ limit: 10 })).toHaveLength(1);
});

test('two that are sent at the same moment make one run', async () => {
  const history = await scratchHistory();
  const sent = [1, 2, 3].map(() => started(history, copyOf('alice', 'alice2', { requestKey: KEY })));
  expect(new Set((await Promise.all(sent)).map(({ id }) => id)).size).toBe(1);
});

test('a request is of one pair: by the same key another one is refused', async () => {
  const history = await scratchHistory();
  await started(history, copyOf('alice', 'alice2', { requestKey: KEY }));
  await expect(history.startRun(copyOf('bob', 'bob2', { requestKey: KEY }))).rejects.toMatchObject({ code: 'invalid' });
});

test('a refused request may be sent again under its key', async () => {
  const history = await scratchHistory();
  const first = await started(history, copyOf('alice', 'alice2'));
  const again = () => history.startRun(copyOf('alice', 'alice2', { requestKey: KEY }));
  expect((await again()).ok).toBe(false);
  await history.settle(
    first.id,
    { outcome: 'failed', code: 'RH-306', endedAt: first.requestedAt + 1 },
    { evidence: [], timeline: [] },
  );
  expect(await again()).toMatchObject({ ok: true, run: { number: 2 } });
});

test('whether both accounts are one person’s is kept with the run', async () => {
  const history = await scratchHistory();
  const sure = await started(history, copyOf('alice', 'alice2', { identityConfirmed: true }));
  const unsure = await started(history, copyOf('bob', 'bob2'));
  expect((await history.get(sure.id))?.identityConfirmed).toBe(true);
  expect((await history.get(unsure.id))?.identityConfirmed).toBe(false);
});

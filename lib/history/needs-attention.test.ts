import { Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { DEFAULT_QUERY as query } from '#lib/migrations/list-query.ts';
import { LATE_MS } from '#lib/migrations/troubled.ts';
import { STANDING, type Tables } from './schema.ts';
import { sqliteDialect } from './sqlite.ts';
import { manyRun } from './testing/many-runs.ts';
import { copyOf, NOW, scratchFile, scratchHistory, started } from './testing/scratch.ts';
import { CHANGES, upgrade } from './upgrade.ts';

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

test('a check that failed needs nobody: it stays in the list as failed, and cannot be marked as seen', async () => {
  const history = await scratchHistory();
  const run = await started(history, copyOf('a', 'b', { kind: 'check' }));
  await history.settle(run.id, { outcome: 'failed', code: 'RH-310', endedAt: NOW });
  const page = await history.list({ ...query, preset: 'attention' }, 10);
  expect(page.counts).toMatchObject({ attention: 0, failed: 1 });
  expect(page.runs).toEqual([]);
  expect(await history.isUnseen(run.id)).toBe(false);
  expect(await history.acknowledge(run.id, 'erin', NOW)).toBe(false);
  expect((await history.overview.unseenFailures(10)).count).toBe(0);
  expect((await history.overview.recentEnds(10, 10)).map(({ id }) => id)).toEqual([run.id]);
});

test('a failure needs nobody once a later copy of its pair succeeded, and no other pair', async () => {
  const history = await scratchHistory();
  const failed = async (from: string, to: string) => {
    const run = await started(history, copyOf(from, to));
    await history.settle(run.id, { outcome: 'failed', code: 'RH-308', endedAt: NOW });
    return run.id;
  };
  const [first, other] = [await failed('a', 'b'), await failed('c', 'd')];
  const second = await failed('a', 'b');
  const attention = async () => {
    const { runs, counts } = await history.list({ ...query, preset: 'attention' }, 10);
    expect(counts.attention).toBe(runs.length);
    expect((await history.overview.unseenFailures(10)).count).toBe(runs.length);
    return runs.map(({ id }) => id).sort();
  };
  const check = await started(history, copyOf('a', 'b', { kind: 'check' }));
  await history.settle(check.id, { outcome: 'succeeded', code: 'RH-000', endedAt: NOW });
  const stopped = await started(history, copyOf('a', 'b'));
  await history.settle(stopped.id, { outcome: 'cancelled', code: 'RH-601', endedAt: NOW });
  expect(await attention()).toEqual([first, other, second].sort());
  const good = await started(history, copyOf('a', 'b'));
  await history.settle(good.id, { outcome: 'succeeded_with_notes', code: 'RH-001', endedAt: NOW });
  expect(await attention()).toEqual([other]);
  const again = await failed('a', 'b');
  expect(await attention()).toEqual([other, again].sort());
});

test('a removal that failed needs nobody once the same partial copy was removed', async () => {
  const history = await scratchHistory();
  const [one, two] = [await started(history, copyOf('a', 'b')), await started(history, copyOf('c', 'd'))];
  for (const { id } of [one, two]) {
    await history.settle(id, { outcome: 'cancelled', code: 'RH-601', endedAt: NOW, folderState: 'partial' });
  }
  const discard = async (outcome: 'failed' | 'succeeded') => {
    const run = await started(history, copyOf('a', 'b', { kind: 'discard', resumes: one.id }));
    await history.settle(run.id, { outcome, code: outcome === 'failed' ? 'RH-308' : 'RH-000', endedAt: NOW });
    return run.id;
  };
  const failed = await discard('failed');
  expect(await history.isUnseen(failed)).toBe(true);
  await discard('succeeded');
  expect(await history.isUnseen(failed)).toBe(false);
});

test('failures of the version before need somebody only where they would now', async () => {
  const file = scratchFile();
  const before = Object.fromEntries(Object.entries(CHANGES).filter(([name]) => name < '0013'));
  const db = new Kysely<Tables>({ dialect: sqliteDialect(file) });
  await upgrade(db, before);
  const insert = async (n: number, about: Partial<ReturnType<typeof manyRun>>) => {
    const run = {
      ...manyRun(n),
      old_user: 'a',
      new_user: 'b',
      number: n,
      resumes: null,
      kind: 'copy' as const,
      ...about,
    };
    const ended = {
      outcome: 'failed',
      code: 'RH-308',
      ended_at: 1,
      standing: STANDING.failure,
      state: 'copying',
      ...about,
    } as const;
    await db
      .insertInto('runs')
      .values({ ...run, ...ended })
      .execute();
    if (ended.standing !== STANDING.failure) return run.id;
    await db.insertInto('unseen').values({ run_id: run.id, realm: 'default', ended_at: 1 }).execute();
    return run.id;
  };
  await insert(1, {});
  await insert(2, { outcome: 'succeeded', standing: STANDING.otherEnd });
  await insert(3, { kind: 'check' });
  const [late, other] = [await insert(4, {}), await insert(5, { new_user: 'c' })];
  await upgrade(db);
  await db.destroy();
  const history = await scratchHistory(file);
  const { runs, counts } = await history.list({ ...query, preset: 'attention' }, 10);
  expect(runs.map(({ id }) => id).sort()).toEqual([late, other].sort());
  expect(counts).toMatchObject({ attention: 2, failed: 4 });
});

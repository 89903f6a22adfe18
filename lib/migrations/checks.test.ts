import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ACTOR, line, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';
import type { CheckReport, HomeReport } from './check-report.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());
beforeEach(() => rig.cluster.script(null));

const none = { count: 0, first: [] };
const home = (bytes: number, files: number): HomeReport => ({
  ...{ uid: 1000, gid: 100, mode: 0o755, files, folders: 1, bytes, bytesOnDisk: bytes, links: 0, sockets: 1 },
  ...{ devices: 0, fifos: 0, hardLinks: 0, setId: 0, withAcl: 0, depth: 1, longestPath: 20, largest: [] },
  ...{ leaving: none, absolute: none, environments: none, secrets: none, unreadable: none, owners: [], rehome: [] },
  savings: [],
});
const report: CheckReport = {
  ...{ old: home(5_000, 50), new: home(70, 7), owner: { uid: 1000, gid: 100 } },
  room: { bytesFree: 9_000, bytesTotal: 10_000, inodesFree: 100 },
  needed: { bytes: 5_000, files: 50, inodes: 51, fits: true },
};
const steps = [
  { line: line(0, { type: 'phase', phase: 'scanning' }) },
  { delayMs: 300, line: line(1, { type: 'report', report }) },
];
const result = { exitCode: 0, folder: null, folderState: 'none', kind: 'check', files: 0, bytes: 0 } as const;
const looking = { steps, exitCode: 0, terminationMessage: resultOf(result) };
const endless = { steps: [{ line: line(0, { type: 'phase', phase: 'copying' }) }, { delayMs: 60_000 }] };
const pair = (at: number) => ({ oldUser: `old${at}`, newUser: `new${at}` });

test('a check keeps its report with its record, and what it counted is what is known of both homes', async () => {
  await rig.cluster.script(looking);
  const run = await rig.services.service.check(pair(1), ACTOR);
  const ended = await rig.ended(run.id);
  expect(ended).toMatchObject({ kind: 'check', status: 'succeeded', code: 'RH-002', folderState: 'none', report });
  expect(ended.explanation?.headline).toBe('Checked');
  expect(ended.steps.map(({ step, state }) => [step, state])).toEqual([
    ['queued', 'done'],
    ['pending', 'done'],
    ['scanning', 'done'],
  ]);
  expect((await rig.services.reader.person('old1')).facts).toMatchObject({
    bytes: 5_000,
    files: 50,
    asOf: ended.endedAt,
  });
  expect((await rig.services.reader.person('new1')).facts).toMatchObject({ bytes: 70, bytesFree: 9_000 });
  await rig.restart();
  expect((await rig.detail(run.id)).report).toEqual(report);
  const { oldUser, newUser } = pair(1);
  expect((await rig.services.reader.pairs.read({ oldUser, newUser })).folders).toEqual([]);
});

test('a check takes no lock: it runs beside a copy of the same pair, also the other way round, and each other', async () => {
  await rig.cluster.script(endless);
  const copy = await rig.services.service.start(pair(2), ACTOR);
  await rig.until(copy.id, ({ status }) => status === 'copying');
  await rig.cluster.script(looking);
  const { oldUser, newUser } = pair(2);
  const checks = await Promise.all([
    rig.services.service.check({ oldUser, newUser }, ACTOR),
    rig.services.service.check({ oldUser, newUser }, ACTOR),
    rig.services.service.check({ oldUser: newUser, newUser: oldUser }, ACTOR),
  ]);
  for (const { id } of checks) expect((await rig.ended(id)).status).toBe('succeeded');
  expect((await rig.detail(copy.id)).status).toBe('copying');
  await rig.services.service.stop(copy.id, ACTOR);
  await rig.ended(copy.id);
});

test('a check that is killed has left nothing, and cannot be resumed', async () => {
  await rig.cluster.script({ steps: steps.slice(0, 1), exitCode: 137 });
  const run = await rig.services.service.check(pair(3), ACTOR);
  const ended = await rig.ended(run.id);
  expect(ended).toMatchObject({ status: 'failed', folderState: 'none', report: null });
  expect(ended.explanation?.next.join()).toContain('Check again');
  expect(ended.actions).toMatchObject({ resume: false, discard: false, markSeen: false });
  const { skipped } = await rig.services.many.markSeen([run.id], ACTOR);
  expect(skipped).toEqual([{ runId: run.id, why: 'It is a check, which needs nobody.' }]);
  await expect(rig.services.service.resume(run.id, ACTOR)).rejects.toThrow('this run is none');
});

test('the form of a pair gets its latest check: what it left out, what it found, and how long that counts', async () => {
  await rig.cluster.script(looking);
  const { reader, service } = rig.services;
  expect((await reader.pairContext(pair(4), ACTOR)).check).toBeNull();
  const first = await service.check({ ...pair(4), excludes: ['@trash'] }, ACTOR);
  expect((await reader.pairContext(pair(4), ACTOR)).check).toMatchObject({
    runId: first.id,
    report: null,
    countsUntil: null,
  });
  await rig.ended(first.id);
  const again = await service.check({ ...pair(4), excludes: ['@caches'] }, ACTOR);
  const { endedAt } = await rig.ended(again.id);
  const counts = new Date(Date.parse(endedAt ?? '') + 30 * 60_000).toISOString();
  const told = { runId: again.id, status: 'succeeded', excludes: ['@caches'], report, endedAt, countsUntil: counts };
  expect((await reader.pairContext(pair(4), ACTOR)).check).toMatchObject(told);
  const { oldUser, newUser } = pair(4);
  expect((await reader.pairContext({ oldUser: newUser, newUser: oldUser }, ACTOR)).check).toBeNull();
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACTOR, line, NAMESPACE, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';

let rig: Rig;
let next = 0;
/** A pair that no other test has. */
const pair = () => ({ oldUser: `old${++next}`, newUser: `new${next}` });
const start = (who = pair()) => rig.services.service.start(who, ACTOR);

beforeAll(async () => {
  rig = await startRig({ homes: ['anna', 'anna.new'] });
});
afterAll(() => rig.stop());
beforeEach(async () => {
  await rig.cluster.clearFaults();
  await rig.cluster.script(null);
});

const phases = ['scanning', 'copying', 'verifying', 'finishing'].map((phase, seq) => ({
  delayMs: 20,
  line: line(seq, { type: 'phase', phase }),
}));
const good = { steps: phases, exitCode: 0, terminationMessage: resultOf({ folder: 'migrated-good' }) };
const endless = { steps: [...phases.slice(0, 2), { delayMs: 60_000 }] };

describe('a real copy', () => {
  test('moves the files, and its record has result, log, events, pod and every step', async () => {
    const run = await start({ oldUser: 'anna', newUser: 'anna.new' });
    expect(run).toMatchObject({ status: 'queued', number: 1 });
    const ended = await rig.ended(run.id);
    expect(ended).toMatchObject({ status: 'succeeded', code: 'RH-000', folderState: 'complete', evidence: 'captured' });
    expect(ended.steps.every(({ state }) => state === 'done')).toBe(true);
    expect(ended.log.lines.length).toBeGreaterThan(3);
    expect(ended.events.map(({ reason }) => reason)).toContain('Scheduled');
    expect(ended.pod?.containers.map(({ name, exitCode }) => [name, exitCode])).toEqual([
      ['locate', 0],
      ['migrate', 0],
    ]);
    const folder = join(rig.homes, 'anna.new', ended.folder);
    expect(readFileSync(join(folder, 'notes.txt'), 'utf8')).toBe('the notes of anna\n');
    expect(readdirSync(join(rig.homes, 'anna.new')).filter((name) => name.startsWith('.rehome'))).toEqual([]);
    await rig.until(run.id, ({ objects }) => objects === 'removed');
    const page = await rig.services.reader.pairs.read({ oldUser: 'anna', newUser: 'anna.new' });
    expect(page.exitedPods).toMatchObject([{ runId: run.id, exitCode: 0, reason: 'Completed' }]);
  });

  test('of a home that is not there ends with its code, and its pod stays to be looked at', async () => {
    const run = await start({ oldUser: 'nobody', newUser: 'anna.new' });
    const ended = await rig.ended(run.id);
    expect(ended).toMatchObject({ status: 'failed', code: 'RH-104', folderState: 'none', objects: 'present' });
    expect(ended.explanation?.headline).toContain('home wasn’t found');
    const { leftovers } = await rig.services.reader.cleanup();
    expect(leftovers).toMatchObject([{ runId: run.id, removable: true, evidence: 'captured' }]);
    const uids = leftovers.map(({ uid }) => uid);
    expect(await rig.services.service.cleanUp(uids, ACTOR)).toMatchObject({ removed: [leftovers[0]?.pod], kept: [] });
    await rig.until(run.id, ({ objects }) => objects === 'removed');
    expect((await rig.services.reader.cleanup()).leftovers).toEqual([]);
  });
});

test('a run that was over before anybody looked still says how far it came, also in a list', async () => {
  const said = resultOf({ exitCode: 6, folderState: 'partial', message: 'rsync ended with 23' });
  const quick = phases.slice(0, 2).map((step) => ({ ...step, delayMs: 0 }));
  await rig.cluster.script({ steps: quick, exitCode: 6, terminationMessage: said });
  const { id } = await start();
  expect(await rig.ended(id)).toMatchObject({ code: 'RH-306', lastState: 'copying' });
});

describe('a stop', () => {
  test('while copying ends as cancelled, with its log', async () => {
    const stopped = resultOf({ exitCode: 11, folderState: 'partial' });
    await rig.cluster.script({
      ...endless,
      onSigterm: {
        lines: [line(9, { type: 'result', result: JSON.parse(stopped) })],
        ...{ exitCode: 11, terminationMessage: stopped },
      },
    });
    const run = await start();
    await rig.until(run.id, ({ status }) => status === 'copying');
    expect(await rig.services.service.stop(run.id, ACTOR)).toMatchObject({
      status: 'stopping',
      stopRequestedBy: 'tester',
    });
    const ended = await rig.ended(run.id);
    expect(ended).toMatchObject({ status: 'cancelled', code: 'RH-601', folderState: 'partial', evidence: 'captured' });
    expect(ended.log.truncated).toBe(false);
    expect(ended.log.lines.length).toBeGreaterThan(1);
    expect(ended.explanation?.headline).toBe('Stopped by tester');
  });

  test('while the pod cannot be scheduled ends as cancelled before it began', async () => {
    await rig.cluster.fault({ kind: 'unschedulable' });
    const run = await start();
    const pending = await rig.until(run.id, ({ reason }) => reason?.key === 'no_node_fits');
    expect(pending.status).toBe('pending');
    await rig.services.service.stop(run.id, ACTOR);
    const ended = await rig.ended(run.id);
    expect(ended).toMatchObject({ status: 'cancelled', code: 'RH-602', folderState: 'none', evidence: 'captured' });
    expect(ended.events.map(({ reason }) => reason)).toEqual(['FailedScheduling']);
    expect(ended.pod).toMatchObject({ uid: pending.pod?.uid, node: null });
  });

  test('asked twice, or after the end, changes nothing', async () => {
    await rig.cluster.script(good);
    const run = await start();
    const ended = await rig.ended(run.id);
    expect(await rig.services.service.stop(run.id, ACTOR)).toMatchObject({
      status: 'succeeded',
      stopRequestedAt: null,
    });
    expect((await rig.detail(run.id)).endedAt).toBe(ended.endedAt);
  });
});

describe('what the cluster does to a pod', () => {
  const podNamed = async (runId: string) => (await rig.until(runId, ({ pod }) => pod !== null)).pod?.name ?? '';

  test('evicted is failed with its reason', async () => {
    await rig.cluster.script(endless);
    const run = await start();
    await rig.until(run.id, ({ status }) => status === 'copying');
    await rig.cluster.fault({ kind: 'evict', pod: await podNamed(run.id) });
    expect(await rig.ended(run.id)).toMatchObject({
      status: 'failed',
      code: 'RH-230',
      evidence: expect.stringMatching(/captured|partial/),
    });
  });

  test('killed for memory is told as that', async () => {
    await rig.cluster.script(endless);
    const run = await start();
    await rig.until(run.id, ({ status }) => status === 'copying');
    await rig.cluster.fault({ kind: 'oom', pod: await podNamed(run.id) });
    expect(await rig.ended(run.id)).toMatchObject({ status: 'failed', code: 'RH-237' });
  });

  test('deleted by hand is failed or lost, and never spins', async () => {
    await rig.cluster.script(endless);
    const run = await start();
    await rig.until(run.id, ({ status }) => status === 'copying');
    const path = `${rig.cluster.url}/api/v1/namespaces/${NAMESPACE}/pods/${await podNamed(run.id)}?gracePeriodSeconds=0`;
    expect((await fetch(path, { method: 'DELETE' })).ok).toBe(true);
    const ended = await rig.ended(run.id);
    expect(['RH-231', 'RH-620', 'RH-238']).toContain(ended.code);
    expect(ended.evidence).not.toBe('none');
  });

  test('an image that cannot be pulled is told at once, and fails at the start deadline', async () => {
    await rig.cluster.fault({ kind: 'image-pull' });
    const run = await start();
    const pending = await rig.until(run.id, ({ reason }) => reason?.key === 'image_pull');
    expect(pending.reason?.raw).toMatch(/ErrImagePull|ImagePullBackOff|pull/);
    await rig.services.service.stop(run.id, ACTOR);
    await rig.ended(run.id);
  });
});

describe('the record', () => {
  test('survives a restart in the middle of a copy, and the same pod goes on', async () => {
    await rig.cluster.script({ ...good, steps: [...phases.slice(0, 2), { delayMs: 1_500 }, ...phases.slice(2)] });
    const run = await start();
    const before = await rig.until(run.id, ({ status }) => status === 'copying');
    await rig.restart();
    const ended = await rig.ended(run.id);
    expect(ended.status).toBe('succeeded');
    expect(ended.pod?.uid).toBe(before.pod?.uid);
  });

  test('says lost when the pod went while nobody looked, and left no result', async () => {
    await rig.cluster.script(endless);
    const run = await start();
    const { pod } = await rig.until(run.id, ({ status }) => status === 'copying');
    await rig.restart(async () => {
      const path = `${rig.cluster.url}/api/v1/namespaces/${NAMESPACE}/pods/${pod?.name}?gracePeriodSeconds=0`;
      expect((await fetch(path, { method: 'DELETE' })).ok).toBe(true);
    });
    const ended = await rig.ended(run.id);
    expect(ended).toMatchObject({ status: 'lost', code: 'RH-620', folderState: 'unknown', evidence: 'partial' });
    expect(ended.explanation?.next.length).toBeGreaterThan(0);
  });

  test('keeps the queue in order and says what each run waits for', async () => {
    await rig.cluster.script({ ...good, steps: [{ delayMs: 300 }, ...phases] });
    const runs = await Promise.all(Array.from({ length: 7 }, () => start()));
    const last = runs.at(-1);
    const waiting = await rig.until(last?.id ?? '', ({ reason }) => reason !== null);
    expect(waiting).toMatchObject({ status: 'queued', reason: { key: 'limit' } });
    expect(waiting.reason?.sentence).toContain('at most 4');
    for (const run of runs) expect((await rig.ended(run.id)).status).toBe('succeeded');
  });
});

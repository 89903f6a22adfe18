import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ACTOR, line, NAMESPACE, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';
import { type CheckRequest, type CopyRequest, type DiscardRequest, parseArguments } from '#migrator/arguments.ts';
import type { RunDetailView } from './views.ts';

let rig: Rig;
let next = 0;
const pair = () => ({ oldUser: `old${++next}`, newUser: `new${next}` });

beforeAll(async () => {
  rig = await startRig({ policy: { excludes: ['@trash'], keepPods: 'failed' } });
});
afterAll(() => rig.stop());
beforeEach(() => rig.cluster.script(null));

const copying = [{ line: line(0, { type: 'phase', phase: 'copying' }) }];
const partial = resultOf({ exitCode: 6, message: 'rsync ended with 23', folderState: 'partial', folder: null });
const failing = { steps: copying, exitCode: 6, terminationMessage: partial };
const killed = { steps: copying, exitCode: 137 };
const good = { steps: copying, exitCode: 0, terminationMessage: resultOf({}) };
const gone = { steps: [], exitCode: 0, terminationMessage: resultOf({ kind: 'discard', folderState: 'none' }) };
const waiting = { steps: [...copying, { delayMs: 60_000 }], onSigterm: { exitCode: 11, terminationMessage: partial } };

/** What the run's pod was told, as the migrator reads it. */
async function requestOf(runId: string): Promise<CopyRequest & DiscardRequest & CheckRequest> {
  const { pod } = await rig.until(runId, ({ pod }) => pod !== null);
  const answer = await fetch(`${rig.cluster.url}/api/v1/namespaces/${NAMESPACE}/pods/${pod?.name}`);
  const { spec } = (await answer.json()) as { spec: { containers: { args: string[] }[] } };
  return parseArguments(spec.containers[0]?.args ?? [], new Date(0)) as CopyRequest & DiscardRequest & CheckRequest;
}

/** A run that ended, by what its pod did. */
async function endedBy(script: object, ask: () => Promise<{ readonly id: string }>): Promise<RunDetailView> {
  await rig.cluster.script(script);
  return rig.ended((await ask()).id);
}
const start = (who = pair(), more = {}) => rig.services.service.start({ ...who, ...more }, ACTOR);
const resume = (runId: string) => rig.services.service.resume(runId, ACTOR);
const discard = (runId: string) => rig.services.service.discard(runId, ACTOR);

function audited(action: string) {
  const database = new DatabaseSync(join(rig.folder, 'history.db'), { readOnly: true, timeout: 5000 });
  try {
    return database.prepare('select object, result, detail from audit where action = ? order by id').all(action);
  } finally {
    database.close();
  }
}

describe('a resume', () => {
  test('goes on in the folder that was left, with the plan and the name of the first run, and supersedes it', async () => {
    const first = await endedBy(failing, () =>
      start(pair(), { verify: 'checksums', excludes: ['*.tmp'], bandwidth: 5e6 }),
    );
    expect(first).toMatchObject({ code: 'RH-306', folderState: 'partial', later: null });
    expect(first.actions).toMatchObject({ resume: true, discard: true });
    expect(first.explanation?.next.join()).toContain('Resume');
    await rig.cluster.script(waiting);
    const second = await resume(first.id);
    expect(await requestOf(second.id)).toMatchObject({
      ...{ command: 'copy', resume: `.rehome-${first.id}`, leftBy: first.id, run: second.id, folder: first.folder },
      ...{ verify: 'checksums', excludes: ['*.tmp'], limit: 5_000_000 },
    });
    expect((await rig.detail(first.id)).later).toMatchObject({ number: 2, what: 'resuming' });
    await rig.until(second.id, ({ status }) => status === 'copying');
    await rig.services.service.stop(second.id, ACTOR);
    await rig.ended(second.id);
    const old = await rig.detail(first.id);
    expect(old).toMatchObject({ code: 'RH-306', later: { id: second.id, number: 2, what: 'superseded' } });
    expect(old.actions).toMatchObject({ resume: false, discard: false });
    expect((await rig.detail(second.id)).earlier).toEqual({ id: first.id, number: 1 });
  });

  test('of a resume stays in the first run’s folder, and names the run that left it last', async () => {
    const first = await endedBy(failing, () => start());
    const second = await endedBy(failing, () => resume(first.id));
    await rig.cluster.script({ ...good, steps: [...copying, { delayMs: 500 }] });
    const third = await resume(second.id);
    expect(await requestOf(third.id)).toMatchObject({ resume: `.rehome-${first.id}`, leftBy: second.id });
    expect(await rig.ended(third.id)).toMatchObject({ code: 'RH-000', folderState: 'complete' });
    const { oldUser, newUser } = first;
    const page = await rig.services.reader.pairs.read({ oldUser, newUser });
    expect(page.folders).toMatchObject([
      { runNumber: 3, state: 'complete', later: null, open: false },
      { runNumber: 2, state: 'partial', later: { what: 'superseded' }, open: false },
      { runNumber: 1, state: 'partial', later: { what: 'superseded' }, open: false },
    ]);
  });

  test('is possible where the run was killed and left no word; not certain whose mark it is, none is asked for', async () => {
    const first = await endedBy(killed, () => start());
    expect(first).toMatchObject({ code: 'RH-238', folderState: 'unknown' });
    const second = await endedBy(killed, () => resume(first.id));
    await rig.cluster.script(waiting);
    const third = await resume(second.id);
    expect(await requestOf(third.id)).toMatchObject({ resume: `.rehome-${first.id}`, leftBy: undefined });
    await rig.services.service.stop(third.id, ACTOR);
    await rig.ended(third.id);
  });

  test('uses what was decided when it was asked for, also where the configuration changed before its pod was made', async () => {
    const first = await endedBy(failing, () => start());
    await rig.cluster.fault({ kind: 'server-error', verb: 'create', resource: 'pods' });
    const second = await resume(first.id);
    await rig.until(second.id, ({ reason }) => reason?.key === 'no_answer');
    await rig.cluster.script(waiting);
    const file = join(rig.folder, 'rehome.yaml');
    const config = readFileSync(file, 'utf8');
    await rig.restart(async () => {
      writeFileSync(file, config.replace('@trash', '@caches').replace('"policy":{', '"policy":{"verify":"none",'));
      await rig.cluster.clearFaults();
    });
    const expected = { verify: 'sizes', excludes: ['@trash'], limit: undefined, resume: `.rehome-${first.id}` };
    expect(await requestOf(second.id)).toMatchObject(expected);
    const later = await start();
    expect(await requestOf(later.id)).toMatchObject({ verify: 'none', excludes: ['@caches'] });
    expect((await rig.detail(later.id)).comparesNothing).toBe(true);
    expect((await rig.detail(second.id)).comparesNothing).toBeUndefined();
    for (const { id } of [second, later]) {
      await rig.services.service.stop(id, ACTOR);
      await rig.ended(id);
    }
    await rig.restart(async () => writeFileSync(file, config));
  });

  test('is refused with a reason and an audit row where there is nothing to go on in', async () => {
    const done = await endedBy(good, () => start());
    const first = await endedBy(failing, () => start());
    const second = await endedBy(failing, () => resume(first.id));
    await expect(resume(done.id)).rejects.toThrow('finished its copy');
    await expect(resume(first.id)).rejects.toThrow('Run #2 went on in this copy');
    await endedBy(gone, () => discard(second.id));
    await expect(resume(second.id)).rejects.toThrow('Run #3 removed this copy');
    await expect(resume('01980c2e-7f6a-7c3e-9d5b-2f1e8a4b6c7d')).rejects.toThrow('no such run');
    const refused = audited('migration.resume').filter(({ result }) => result === 'refused');
    expect(refused.map(({ object }) => object)).toEqual([done.id, first.id, second.id]);
    expect(refused[1]?.detail).toContain('Run #2');
  });

  test('asked for twice at once is one run', async () => {
    const first = await endedBy(failing, () => start());
    await rig.cluster.script(good);
    const asked = await Promise.allSettled([resume(first.id), resume(first.id)]);
    expect(asked.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    for (const one of asked) if (one.status === 'fulfilled') await rig.ended(one.value.id);
  });
});

describe('a discard', () => {
  test('is a run of its own that takes the locks, and the run that left the copy then says who discarded it', async () => {
    const first = await endedBy(failing, () => start());
    await rig.cluster.script({ ...gone, steps: [{ delayMs: 500 }] });
    const removal = await discard(first.id);
    const { oldUser, newUser } = first;
    await expect(start({ oldUser, newUser })).rejects.toThrow('has not ended');
    await expect(start({ oldUser: newUser, newUser: oldUser })).rejects.toThrow('has not ended');
    expect(await requestOf(removal.id)).toMatchObject({
      ...{ command: 'discard', newHome: '/homes/new', partial: `.rehome-${first.id}`, leftBy: first.id },
    });
    const ended = await rig.ended(removal.id);
    expect(ended).toMatchObject({ kind: 'discard', status: 'succeeded', code: 'RH-004', folderState: 'none' });
    expect(ended.steps.map(({ label, state }) => [label, state])).toEqual([
      ['Queued', 'done'],
      ['Starting', 'done'],
      ['Removing', 'done'],
    ]);
    const old = await rig.detail(first.id);
    expect(old).toMatchObject({ status: 'failed', later: { number: 2, what: 'discarded' } });
    expect(old.actions).toMatchObject({ resume: false, discard: false });
    expect(old.explanation?.left[0]).toContain('run #2 removed it');
    expect((await rig.services.reader.pairs.read({ oldUser, newUser })).folders).toMatchObject([{ open: false }]);
    expect(audited('migration.discard').at(-1)).toMatchObject({ object: removal.id, result: 'done' });
  });

  test('that failed leaves the copy to be gone on in or discarded again, and is no folder of its own', async () => {
    const first = await endedBy(failing, () => start());
    const failed = await endedBy(failing, () => discard(first.id));
    expect(failed).toMatchObject({ kind: 'discard', status: 'failed', code: 'RH-306' });
    expect(failed.explanation?.headline).toBe('Removing failed');
    expect((await rig.detail(first.id)).actions).toMatchObject({ resume: true, discard: true });
    const { oldUser, newUser } = first;
    expect((await rig.services.reader.pairs.read({ oldUser, newUser })).folders).toMatchObject([
      { name: `.rehome-${first.id}`, runNumber: 1, open: true },
    ]);
  });
});

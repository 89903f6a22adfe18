import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { makeHome } from './homes.ts';
import { RealRig, type Rehome, ROLE, roleWithout } from './real-rig.ts';

const cluster = inject('cluster');

describe.skipIf(typeof cluster === 'string')('on a real cluster, an account that may not', () => {
  let rig: RealRig;
  beforeAll(async () => {
    if (typeof cluster === 'string') throw new Error(cluster);
    rig = await RealRig.start(cluster, 'baseline');
    for (const [username, uid] of [
      ['old', 5001],
      ['new', 5002],
    ] as const) {
      rig.home(username, (path) => makeHome(path, { uid, gid: uid }));
    }
  });
  afterAll(() => rig.stop());

  test('create pods: the run fails and says so, and nothing was made', async () => {
    const rehome = await rig.rehome({ role: roleWithout('create') });
    const run = await rehome.ended(await rehome.start('old', 'new'));
    expect(run).toMatchObject({ status: 'failed', code: 'RH-250', folderState: 'none', evidence: 'none', pod: null });
    const words = run.explanation?.observed.find(({ label }) => label === 'Last words')?.value;
    expect(words).toMatch(
      /^Rehome may not create pods here, or a rule forbids this one\. .*cannot create resource "pods"/,
    );
    expect((await rig.api.get(`${rig.path}/pods`)).body.items).toEqual([]);
  });

  const problemOf = async (rehome: Rehome) => {
    await rig.api.until('the problem is told', async () => (await rehome.contact()).problem !== null);
    return rehome.contact();
  };

  test('list pods: the dashboard says so, and starts nothing', async () => {
    const rehome = await rig.rehome({ role: roleWithout('list'), deaf: true });
    const id = await rehome.start('old', 'new');
    const { state, problem } = await problemOf(rehome);
    expect(state).toBe('retrying');
    expect(problem).toMatch(/^The cluster refuses to list pods in .* cannot list resource "pods"/);
    expect(await rehome.detail(id)).toMatchObject({ status: 'queued', reason: { key: 'no_contact' } });
    await rehome.stop(id);
    expect(await rehome.ended(id)).toMatchObject({ status: 'cancelled', code: 'RH-602' });
  });

  test('watch pods: the dashboard says so', async () => {
    const { state, problem } = await problemOf(await rig.rehome({ role: roleWithout('watch'), deaf: true }));
    expect(state).toBe('retrying');
    expect(problem).toMatch(/^The cluster refuses to list pods in .* cannot watch resource "pods"/);
  });

  test('delete pods: copies all the same, and a clean-up says why the pod stays', async () => {
    const rehome = await rig.rehome({ role: roleWithout('delete') });
    const run = await rehome.ended(await rehome.start('old', 'new'));
    expect(run).toMatchObject({ status: 'succeeded', code: 'RH-000', evidence: 'captured' });
    // What goes by itself in a moment is not listed yet.
    const { reader } = rehome.services;
    await expect.poll(async () => (await reader.cleanup()).leftovers, { timeout: 30_000 }).toHaveLength(1);
    const { removed, kept } = await rehome.cleanUp();
    expect(removed).toEqual([]);
    expect(kept).toMatchObject([{ pod: run.pod?.name, why: expect.stringMatching(/does not let Rehome remove pods/) }]);
  });

  test('read events or logs: copies all the same, and says what it lacks', async () => {
    const rehome = await rig.rehome({
      role: ROLE.filter(({ resources }) => resources[0] === 'pods' || resources[0] === 'persistentvolumeclaims'),
    });
    expect((await problemOf(rehome)).problem).toMatch(/^The cluster refuses to list events/);
    const run = await rehome.ended(await rehome.start('old', 'new'));
    expect(run).toMatchObject({ status: 'succeeded', code: 'RH-000', folderState: 'complete', evidence: 'partial' });
    expect(run.result).toMatchObject({ exitCode: 0, folder: run.folder });
  });
});

if (typeof cluster === 'string') test.skip(`no real cluster: ${cluster}`, () => undefined);

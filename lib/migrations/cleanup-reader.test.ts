import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTOR, line, NAMESPACE, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';
import type { HomeReport } from './check-report.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());

const steps = [{ line: line(0, { type: 'phase', phase: 'copying' }) }];
const partial = resultOf({ exitCode: 6, folder: null, folderState: 'partial', files: 3, bytes: 30 });
const failing = { steps, exitCode: 6, terminationMessage: partial };
const killed = { steps, exitCode: 137 };
const waiting = { steps: [...steps, { delayMs: 60_000 }], onSigterm: { exitCode: 11, terminationMessage: partial } };

const none = { count: 0, first: [] };
const home = (rehome: HomeReport['rehome']): HomeReport => ({
  ...{ uid: 1000, gid: 100, mode: 0o755, files: 1, folders: 1, bytes: 1, bytesOnDisk: 1, links: 0, sockets: 0 },
  ...{ devices: 0, fifos: 0, hardLinks: 0, setId: 0, withAcl: 0, depth: 1, longestPath: 20, largest: [] },
  ...{ leaving: none, absolute: none, environments: none, secrets: none, unreadable: none, owners: [], rehome },
  savings: [],
});

const pair = (at: number) => ({ oldUser: `old${at}`, newUser: `new${at}` });
async function left(at: number, script: object): Promise<string> {
  await rig.cluster.script(script);
  const { id } = await rig.services.service.start(pair(at), ACTOR);
  await rig.ended(id);
  return id;
}
const copies = async () => (await rig.services.reader.cleanup()).partial.copies;
const copyOf = async (runId: string) => (await copies()).find((copy) => copy.runId === runId);

test('a partial copy is told with its folder, its size and how far it is the new user’s; every page knows how many', async () => {
  const id = await left(1, failing);
  expect(await copyOf(id)).toMatchObject({
    ...{ folder: `.rehome-${id}`, ...pair(1), bytes: 30, files: 3, isCertain: true, handedOver: 'part' },
    ...{ outcome: 'failed', code: 'RH-306', later: null, seen: null },
  });
  expect(await rig.services.reader.shell(ACTOR)).toMatchObject({ leftovers: 1, partialCopies: 1 });
});

test('a copy that a run goes on in names that run, and afterwards is that run’s', async () => {
  const first = await left(2, failing);
  await rig.cluster.script(waiting);
  const second = await rig.services.service.resume(first, ACTOR);
  await rig.until(second.id, ({ status }) => status === 'copying');
  expect(await copyOf(first)).toMatchObject({ later: { id: second.id, number: 2, what: 'resuming' } });
  await rig.services.service.stop(second.id, ACTOR);
  await rig.ended(second.id);
  expect(await copyOf(first)).toBeUndefined();
  expect(await copyOf(second.id)).toMatchObject({ folder: `.rehome-${first}`, runNumber: 2, later: null });
});

test('where a run was killed it is not certain that there is a copy, and a later check tells what it saw', async () => {
  const id = await left(3, killed);
  expect(await copyOf(id)).toMatchObject({ isCertain: false, handedOver: 'unknown', seen: null });
  const found = { name: `.rehome-${id}`, state: 'partial', run: id, oldUser: 'old3', files: 8, bytes: 800 } as const;
  const check = async (rehome: HomeReport['rehome']) => {
    const report = { old: home([]), new: home(rehome), owner: null, room: null, needed: null };
    const result = { exitCode: 0, folder: null, folderState: 'none', kind: 'check', files: 0, bytes: 0 } as const;
    const said = [...steps.slice(1), { line: line(1, { type: 'report', report }) }];
    await rig.cluster.script({ steps: said, exitCode: 0, terminationMessage: resultOf(result) });
    expect((await rig.ended((await rig.services.service.check(pair(3), ACTOR)).id)).status).toBe('succeeded');
  };
  await check([found]);
  expect(await copyOf(id)).toMatchObject({ seen: { size: { bytes: 800, files: 8 } } });
  await check([]);
  expect(await copyOf(id)).toMatchObject({ seen: { size: null } });
});

test('a pod that was asked to go and is held is told with what holds it, and since when', async () => {
  const id = await left(4, failing);
  const { pod } = await rig.until(id, ({ objects }) => objects === 'present');
  const address = `${rig.cluster.url}/api/v1/namespaces/${NAMESPACE}/pods/${pod?.name}`;
  const hold = (finalizers: readonly string[]) =>
    fetch(address, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify({ metadata: { finalizers } }),
    });
  await hold(['storage.example.org/protect']);
  const before = Date.now();
  await fetch(address, { method: 'DELETE' });
  const leftover = async () =>
    (await rig.services.reader.cleanup()).leftovers.find((each) => each.runId === id && each.deletionRequestedAt);
  await expect.poll(leftover).toMatchObject({ finalizers: ['storage.example.org/protect'], removable: true });
  const asked = Date.parse((await leftover())?.deletionRequestedAt ?? '');
  expect(Math.abs(asked - before)).toBeLessThan(5_000);
  await hold([]);
  await expect.poll(leftover).toBeUndefined();
});

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ACTOR, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';
import { EXIT } from './exit-codes.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());
beforeEach(() => rig.cluster.script({ steps: [], exitCode: 0, terminationMessage: resultOf({}) }));

const users = () => rig.services.reader.users;
async function copy(oldUser: string, newUser: string): Promise<string> {
  const { id } = await rig.services.service.start({ oldUser, newUser }, ACTOR);
  await rig.ended(id);
  return id;
}

test('a person has the runs of each side, and the folders that came to their home, with whose they are', async () => {
  const came = await copy('old1', 'new1');
  const went = await copy('new1', 'new2');
  const partial = { exitCode: EXIT.outOfSpace, folderState: 'partial' } as const;
  await rig.cluster.script({ steps: [], exitCode: EXIT.outOfSpace, terminationMessage: resultOf(partial) });
  const failed = await copy('old3', 'new1');
  const user = await users().read('new1');
  expect(user.asOld).toMatchObject({ count: 1, runs: [{ id: went }] });
  expect(user.asNew).toMatchObject({ count: 2, runs: [{ id: failed }, { id: came }] });
  expect(user.folders).toMatchObject([
    { oldUser: 'old3', state: 'partial', name: `.rehome-${failed}`, runId: failed },
    { oldUser: 'old1', state: 'complete', runId: came },
  ]);
  expect(user).toMatchObject({ isListed: true, isComplete: true, person: { username: 'new1', homeOnDisk: 'new1' } });
  expect(structuredClone(user)).toEqual(user);
});

test('a person whom nobody lists is shown all the same', async () => {
  const user = await users().read('stranger');
  expect(user).toMatchObject({ isListed: false, asOld: { count: 0 }, asNew: { count: 0 }, folders: [] });
});

test('more runs than are shown are counted', async () => {
  for (let left = 21; left > 0; left -= 1)
    await rig.services.service.check({ oldUser: 'old9', newUser: 'new9' }, ACTOR);
  const { asOld } = await users().read('old9');
  expect(asOld.count).toBe(21);
  expect(asOld.runs).toHaveLength(20);
});

test('a search finds listed people, and says how many runs have the text in a name', async () => {
  await copy('old5', 'new5');
  const found = await users().search(' old5 ');
  expect(found.people[0]).toMatchObject({ username: 'old5', isListed: true });
  expect(found.runs).toBe(1);
  expect(await users().search('nobody-has-this')).toEqual({ people: [], isCut: false, runs: 0 });
  expect((await users().search('')).people.length).toBeGreaterThan(5);
});

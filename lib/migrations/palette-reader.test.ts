import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTOR, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';

let rig: Rig;
let first: string;
let second: string;
beforeAll(async () => {
  rig = await startRig();
  await rig.cluster.script({ steps: [], exitCode: 0, terminationMessage: resultOf({}) });
  first = await copy('old1', 'new1', 'HELP-7');
  second = await copy('old1', 'new1');
  await copy('old2', 'new1');
});
afterAll(() => rig.stop());

const find = (text: string) => rig.services.reader.palette.find(text);
async function copy(oldUser: string, newUser: string, ticket?: string): Promise<string> {
  const { id } = await rig.services.service.start({ oldUser, newUser, ...(ticket && { ticket }) }, ACTOR);
  await rig.ended(id);
  return id;
}

test('a name finds its person, its pairs and its runs, newest first', async () => {
  const found = await find('old1');
  expect(found.people[0]).toEqual({ username: 'old1', displayName: null, isListed: true });
  expect(found.pairs).toEqual([{ oldUser: 'old1', newUser: 'new1' }]);
  expect(found.runs).toMatchObject([
    { id: second, number: 2, status: 'succeeded' },
    { id: first, number: 1, ticket: 'HELP-7' },
  ]);
  expect(found.start).toBeNull();
  expect(structuredClone(found)).toEqual(found);
});

test('a ticket, a number within a pair, an id and the address of a page find their run', async () => {
  expect((await find('help-7')).runs).toMatchObject([{ id: first }]);
  expect((await find('old1 → new1 #1')).runs).toMatchObject([{ id: first }]);
  expect((await find('old1 #9')).runs).toEqual([]);
  expect((await find('#2')).runs).toMatchObject([{ id: second }]);
  expect((await find(first)).runs).toMatchObject([{ id: first }]);
  expect(await find(`http://x/migrations/${first}`)).toMatchObject({
    runs: [{ id: first }],
    pairs: [{ oldUser: 'old1', newUser: 'new1' }],
  });
});

test('two known people are a migration that can be started; a stranger is not', async () => {
  expect((await find('old3 to new3')).start).toEqual({ oldUser: 'old3', newUser: 'new3' });
  expect((await find('old3 stranger')).start).toBeNull();
  expect((await find('new3 ../etc')).start).toBeNull();
});

test('no text finds nothing, nor does what nobody has', async () => {
  const nothing = { people: [], pairs: [], runs: [], start: null };
  expect(await find('  ')).toEqual(nothing);
  expect(await find('nobody-has-this')).toEqual(nothing);
  expect(await find('zz')).toEqual(nothing);
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ACTOR, NAMESPACE, type Rig, startRig } from '#lib/testing/rig.ts';
import { readObjectsInput } from './input.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({ policy: { excludes: ['@trash'] } });
});
afterAll(() => rig.stop());

const objects = (search: string) =>
  parse(rig.services.reader.objects(readObjectsInput(new URLSearchParams(search))).yaml);

test('the preview is the pod that a start makes, but for the id of the run and the time', async () => {
  const shown = objects('old=old1&new=new1&verify=checksums&bandwidth=50M&exclude=%40caches&exclude=*.tmp');
  const choices = { verify: 'checksums' as const, bandwidth: 50_000_000, excludes: ['@caches', '*.tmp'] };
  const run = await rig.services.service.start({ oldUser: 'old1', newUser: 'new1', ...choices }, ACTOR);
  await rig.ended(run.id);
  const made = (await rig.cluster.creations()).find(({ labels }) => labels['rehome.dev/run'] === run.id);
  expect(shown).toMatchObject({ kind: 'Pod', metadata: { name: made?.name, namespace: NAMESPACE } });
  const args: readonly string[] = shown.spec.containers[0].args;
  expect(args).toEqual(
    expect.arrayContaining(['--verify', 'checksums', '--exclude=@caches', '--exclude=*.tmp', '--limit']),
  );
  expect(args).not.toContain('--exclude=@trash');
});

test('nothing is recorded or created by looking', async () => {
  const before = (await rig.cluster.creations()).length;
  objects('old=old2&new=new2');
  expect(await rig.cluster.creations()).toHaveLength(before);
  expect((await rig.services.reader.pairs.read({ oldUser: 'old2', newUser: 'new2' })).runs).toEqual([]);
});

test.each([
  ['old=a&new=a', /Both users have the same home/],
  ['old=..%2Fx&new=b', /slash/],
  ['old=a&new=b&verify=twice', /compared/],
  ['old=a&new=b&exclude=%7E%2Fx', /begins with “~\/”/],
  ['', /./],
])('%s is refused in a sentence', (search, sentence) => {
  expect(() => objects(search)).toThrow(sentence);
});

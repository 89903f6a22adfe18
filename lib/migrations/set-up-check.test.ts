import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { until } from '#lib/storage/testing/until.ts';
import { ACTOR, NAMESPACE, type Rig, startRig } from '#lib/testing/rig.ts';
import { ANY_AUDIT } from './audit-query.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
  await untilHeard();
});
afterEach(() => rig.cluster.clearFaults());
afterAll(() => rig.stop());

const untilHeard = () =>
  until('the cluster is heard', async () => (await rig.services.reader.shell(ACTOR)).contact.state === 'live', 30_000);
const rows = async () => (await rig.services.audit.page(ANY_AUDIT, undefined, 'UTC')).rows;
async function podsThere(): Promise<readonly string[]> {
  const answer = await fetch(`${rig.cluster.url}/api/v1/namespaces/${NAMESPACE}/pods`);
  const { items } = (await answer.json()) as { items: { metadata: { name: string } }[] };
  return items.map(({ metadata }) => metadata.name);
}
const untilNoPods = () => expect.poll(podsThere, { timeout: 30_000, interval: 100 }).toEqual([]);

test('a pod sees image and volume, says what it saw, and is gone', async () => {
  const report = await rig.services.setUp.run(ACTOR);
  expect(report).toMatchObject({
    ok: true,
    headline: 'A pod ran: the image is there, and the volume of the homes is mounted.',
    seen: [
      expect.stringMatching(/^The image was on \S+ already\.$/),
      expect.stringMatching(/^The volume has [\d.]+ \wiB free of [\d.]+ \wiB\.$/),
      expect.stringMatching(/^From the request to the end: \d+\.\d s\.$/),
    ],
  });
  await untilNoPods();
  const [ended, begun] = await rows();
  expect([begun, ended]).toMatchObject([
    { action: 'settings.run-pod', result: 'asked', actor: 'tester' },
    { action: 'settings.run-pod', result: 'done', detail: report.headline },
  ]);
});

test('an image that cannot be had is told at once, and the pod does not stay', async () => {
  await rig.cluster.fault({ kind: 'image-pull' });
  const report = await rig.services.setUp.run(ACTOR);
  expect(report).toMatchObject({ ok: false, headline: expect.stringMatching(/can't pull the image/) });
  expect(report.raw).toMatch(/ErrImagePull|ImagePullBackOff/);
  await untilNoPods();
  expect((await rows())[0]).toMatchObject({ result: 'failed', detail: report.headline });
});

test('a cluster that does not let Rehome make pods is told as that', async () => {
  await rig.cluster.fault({ kind: 'forbidden', verb: 'create', resource: 'pods', message: 'no' });
  expect(await rig.services.setUp.run(ACTOR)).toMatchObject({
    ok: false,
    headline: 'The cluster does not let Rehome do this.',
  });
});

test('a pod that cannot be removed is no leftover of a run, keeps others out, and goes as soon as it may', async () => {
  await rig.cluster.fault({ kind: 'forbidden', verb: 'delete', resource: 'pods', message: 'no' });
  const { ok, seen } = await rig.services.setUp.run(ACTOR);
  expect([ok, seen?.at(-1)]).toEqual([true, 'The pod could not be removed yet. Rehome keeps trying.']);
  expect(await podsThere()).toHaveLength(1);
  expect((await rig.services.reader.cleanup()).leftovers).toEqual([]);
  expect(await rig.services.setUp.run(ACTOR)).toMatchObject({
    ok: false,
    headline: 'The pod of another such test is still there. Try again in a minute.',
  });
  await rig.restart(() => rig.cluster.clearFaults());
  await untilNoPods();
});

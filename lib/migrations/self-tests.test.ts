import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { ACTOR, type Rig, startRig } from '#lib/testing/rig.ts';
import { ANY_AUDIT } from './audit-query.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig();
});
afterEach(() => rig.cluster.clearFaults());
afterAll(() => rig.stop());

const lastRow = async () => (await rig.services.audit.page(ANY_AUDIT, undefined, 'UTC')).rows[0];
const forbid = (verb: 'create' | 'log', message: string) =>
  rig.cluster.fault({ kind: 'forbidden', verb, resource: 'pods', message });

test('a pod is tried and not made, and the audit has it', async () => {
  const report = await rig.services.tests.tryPod(ACTOR);
  expect(report).toMatchObject({ ok: true, headline: 'The cluster would take the pod of a copy.', raw: null });
  expect((await rig.services.reader.cleanup()).leftovers).toEqual([]);
  expect(await lastRow()).toMatchObject({ action: 'settings.try-pod', actor: 'tester', result: 'done' });
});

test.each([
  [
    'pods "x" is forbidden: violates PodSecurity "restricted:latest": runAsNonRoot != true',
    /Pod Security level forbids this pod/,
  ],
  ['pods "x" is forbidden: exceeded quota: compute, requested: pods=1', /quota has no room/],
  ['pods is forbidden: User "rehome" cannot create resource "pods"', /does not let Rehome do this/],
])('a pod that would be refused is told in words, beside the cluster’s own: %s', async (said, words) => {
  await forbid('create', said);
  const report = await rig.services.tests.tryPod(ACTOR);
  expect(report).toMatchObject({ ok: false, headline: expect.stringMatching(words) });
  expect(report.raw).toContain(said.slice(0, 40));
  expect(await lastRow()).toMatchObject({ result: 'failed', detail: report.headline });
});

test('a cluster that cannot be reached is told as that', async () => {
  await rig.cluster.fault({ kind: 'reset', verb: 'create', resource: 'pods' });
  expect(await rig.services.tests.tryPod(ACTOR)).toMatchObject({
    ok: false,
    headline: 'The cluster cannot be reached.',
  });
});

test('permissions that are missing are listed with what does not work without them', async () => {
  expect(await rig.services.tests.checkPermissions(ACTOR)).toMatchObject({ ok: true, problems: [] });
  await forbid('create', 'no');
  await forbid('log', 'no');
  const report = await rig.services.tests.checkPermissions(ACTOR);
  expect(report).toMatchObject({ ok: false, headline: '2 of 8 permissions are missing in namespace rehome-test.' });
  expect(report.problems).toEqual([
    { what: 'create pods', means: 'No migration and no check can start.' },
    { what: 'get pods/log', means: 'Progress and logs are not seen.' },
  ]);
  expect((await lastRow())?.detail).toMatch(/missing.* create pods, get pods\/log$/);
});

test('the settings tell where they are from, and about tells what runs', () => {
  const { settings, about } = { settings: rig.services.settings.settings(), about: rig.services.settings.about() };
  const of = (path: string) => settings.settings.find((setting) => setting.path === path);
  expect(of('limits.concurrency')).toMatchObject({ value: '4', from: 'file' });
  expect(of('limits.startTimeout')).toMatchObject({ value: '5m', from: 'default' });
  expect(about).toMatchObject({ node: process.versions.node, namespace: 'rehome-test', realm: 'default' });
  expect(about.database).toMatch(/^SQLite 3\./);
});

import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { type Received, startReceiver } from '#lib/notify/testing/receiver.ts';
import { ACTOR, line, type Rig, type RigOptions, resultOf, startRig } from '#lib/testing/rig.ts';
import { ANY_AUDIT } from './audit-query.ts';

const SECRET = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

async function rigTelling(url: string, options: RigOptions = {}): Promise<Rig> {
  const on = ['succeeded', 'failed', 'needs_attention', 'cancelled'];
  const rig = await startRig({
    notifications: [{ type: 'webhook', name: 'bot', url, secret: SECRET, on }],
    ...options,
  });
  onTestFinished(() => rig.stop());
  return rig;
}

const typesOf = (received: readonly Received[]) => received.map(({ body }) => JSON.parse(body).type);
const told = (rig: Rig, runId: string, words: string) =>
  rig.until(runId, ({ timeline }) => timeline.some(({ what }) => what === words));

test('the end of a copy is told, and its timeline says that it was', async () => {
  const receiver = await startReceiver();
  const rig = await rigTelling(receiver.url);
  await rig.cluster.script({ steps: [], exitCode: 0, terminationMessage: resultOf({ folder: 'migrated-good' }) });
  const run = await rig.services.service.start({ oldUser: 'old1', newUser: 'new1' }, ACTOR);
  await told(rig, run.id, 'bot was told that it is done');
  expect(typesOf(receiver.received)).toEqual(['run.succeeded']);
  const [seen] = (await rig.services.notifier.view()).newest;
  expect(seen).toMatchObject({ event: 'succeeded', state: 'delivered', run: { id: run.id, oldUser: 'old1' } });
});

test('a copy without progress calls somebody, once', async () => {
  const receiver = await startReceiver();
  const rig = await rigTelling(receiver.url, { limits: { stalledAfter: '1s' } });
  const phase = { delayMs: 0, line: line(0, { type: 'phase', phase: 'copying' }) };
  await rig.cluster.script({ steps: [phase, { delayMs: 60_000 }] });
  const run = await rig.services.service.start({ oldUser: 'old1', newUser: 'new1' }, ACTOR);
  await told(rig, run.id, 'bot was told that it needs somebody');
  await rig.services.service.stop(run.id, ACTOR);
  await told(rig, run.id, 'bot was told that it was stopped');
  expect(typesOf(receiver.received)).toEqual(['run.needs_attention', 'run.cancelled']);
});

test('a start that takes long calls somebody, also where Rehome was away meanwhile', async () => {
  const receiver = await startReceiver();
  const rig = await rigTelling(receiver.url, { limits: { startTimeout: '1h' } });
  await rig.cluster.fault({ kind: 'unschedulable' });
  const run = await rig.services.service.start({ oldUser: 'old1', newUser: 'new1' }, ACTOR);
  await rig.until(run.id, ({ reason }) => reason?.key === 'no_node_fits');
  await rig.restart(async () => {
    const database = new DatabaseSync(join(rig.folder, 'history.db'));
    database.exec('update runs set reason_since = reason_since - 200000');
    database.close();
  });
  await told(rig, run.id, 'bot was told that it needs somebody');
  expect(JSON.parse(receiver.received[0]?.body ?? '').data.text).toMatch(/It has not started for 3 min\.$/);
});

test('a test is sent at once, tells what came of it, and is in the audit', async () => {
  const receiver = await startReceiver(200, 404);
  const rig = await rigTelling(receiver.url);
  const { notifier, audit } = rig.services;
  expect(await notifier.sendTest('bot', ACTOR)).toMatchObject({ ok: true, headline: 'bot took the test.' });
  expect(await notifier.sendTest('bot', ACTOR)).toMatchObject({
    ok: false,
    headline: 'bot did not take the test. It answered 404: there is nothing at this address.',
  });
  await expect(notifier.sendTest('nobody', ACTOR)).rejects.toMatchObject({ code: 'not_found' });
  expect(typesOf(receiver.received)).toEqual(['test', 'test']);
  expect((await notifier.view()).newest).toMatchObject([
    { event: 'test', state: 'given_up', run: null, tries: 1 },
    { event: 'test', state: 'delivered' },
  ]);
  const { rows } = await audit.page(ANY_AUDIT, undefined, 'UTC');
  expect(rows.slice(0, 2)).toMatchObject([
    { action: 'settings.send-test', object: 'bot', result: 'failed' },
    { action: 'settings.send-test', object: 'bot', result: 'done', actor: 'tester' },
  ]);
});

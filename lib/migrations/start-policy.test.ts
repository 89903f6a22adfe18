import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ACTOR, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';

let rig: Rig;
beforeAll(async () => {
  rig = await startRig({
    policy: { required: ['reason', 'ticket', 'identity'], excludes: ['@trash'], verify: 'checksums' },
    limits: { bandwidth: '50M' },
  });
  await rig.cluster.script({
    steps: [],
    exitCode: 1,
    terminationMessage: resultOf({ exitCode: 6, folderState: 'none' }),
  });
});
afterAll(() => rig.stop());

const audit = () => {
  const database = new DatabaseSync(join(rig.folder, 'history.db'), { readOnly: true });
  const rows = database.prepare('select actor, action, result, why, detail from audit order by at, id').all();
  database.close();
  return rows;
};
const pair = (at: number) => ({ oldUser: `old${at}`, newUser: `new${at}` });
const given = { why: 'Renamed', ticket: 'DESK-1', identityConfirmed: true };
const labelled = (settings: readonly { label: string; value: string }[]) =>
  Object.fromEntries(settings.map(({ label, value }) => [label, value]));

test.each([
  [{}, ['why', 'ticket', 'identityConfirmed']],
  [{ ...given, why: '  ' }, ['why']],
  [{ ...given, ticket: '' }, ['ticket']],
  [{ ...given, identityConfirmed: false }, ['identityConfirmed']],
])(
  'a start without what the policy asks for is refused by the field, and the refusal is in the audit: %j',
  async (more, fields) => {
    const refused = rig.services.service.start({ ...pair(1), ...more }, ACTOR);
    await expect(refused).rejects.toMatchObject({ code: 'invalid', fields: expect.any(Object) });
    const error: unknown = await refused.catch((reason: unknown) => reason);
    expect(Object.keys((error as { fields: object }).fields)).toEqual(fields);
    expect((await rig.services.reader.pairs.read(pair(1))).runs).toEqual([]);
    const detail = expect.stringContaining('The policy asks');
    expect(audit().at(-1)).toMatchObject({ actor: 'tester', action: 'migration.start', result: 'refused', detail });
  },
);

test('the ticket of a refused start is kept with it', async () => {
  await expect(rig.services.service.start({ ...pair(1), ticket: 'DESK-1' }, ACTOR)).rejects.toThrow();
  expect(audit().at(-1)).toMatchObject({ result: 'refused', why: 'Ticket DESK-1' });
});

test('a check needs no reason', async () => {
  await expect(rig.services.service.check(pair(2), ACTOR)).resolves.toMatchObject({ kind: 'check' });
});

test('what was given is shown with the run', async () => {
  const run = await rig.services.service.start({ ...pair(3), ...given }, ACTOR);
  const ended = await rig.ended(run.id);
  expect(labelled(ended.settings)).toMatchObject({ Ticket: 'DESK-1', Identity: 'confirmed by tester' });
  expect(ended.why).toBe('Renamed');
});

test('the form begins with what the configuration says', () => {
  expect(rig.services.reader.startTerms()).toEqual({
    defaults: { verify: 'checksums', excludes: ['@trash'], bandwidth: '50M', keepPods: 'failed' },
    required: ['reason', 'ticket', 'identity'],
  });
});

test('a start that is sent twice is one run', async () => {
  const asked = { ...pair(4), ...given, requestKey: randomUUID() };
  const [first, second] = await Promise.all([
    rig.services.service.start(asked, ACTOR),
    rig.services.service.start(asked, ACTOR),
  ]);
  expect(second?.id).toBe(first?.id);
});

test('the pod of a failed run stays or goes as the run was asked for, and the run says so', async () => {
  const kept = await rig.services.service.start({ ...pair(5), ...given, keepPods: 'failed' }, ACTOR);
  const gone = await rig.services.service.start({ ...pair(6), ...given, keepPods: 'never' }, ACTOR);
  expect(await rig.ended(kept.id)).toMatchObject({ status: 'failed', objects: 'present' });
  const ended = await rig.until(gone.id, ({ objects }) => objects === 'removed');
  expect(ended.status).toBe('failed');
  expect(labelled(ended.settings)['Pod of a failed run']).toBe('removed');
});

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ACTOR, line, type Rig, resultOf, startRig } from '#lib/testing/rig.ts';

let rig: Rig;
let next = 0;
const start = () => rig.services.service.start({ oldUser: `old${++next}`, newUser: `new${next}` }, ACTOR);

beforeAll(async () => {
  rig = await startRig();
});
afterAll(() => rig.stop());
beforeEach(async () => {
  await rig.cluster.clearFaults();
  const steps = [{ delayMs: 20, line: line(0, { type: 'phase', phase: 'scanning' }) }];
  await rig.cluster.script({ steps, exitCode: 0, terminationMessage: resultOf({}) });
});

test('a log that the cluster fails to give at first is saved whole before its pod goes', async () => {
  // One for the follower, which may be first, and two for the end.
  await rig.cluster.fault({ kind: 'server-error', verb: 'log', times: 3 });
  const ended = await rig.ended((await start()).id);
  expect(ended).toMatchObject({ status: 'succeeded', evidence: 'captured', log: { truncated: false } });
  expect(ended.log.lines).toHaveLength(1);
});

test('a log that may not be read ends no run late, and the record says that it is missing', async () => {
  await rig.cluster.fault({ kind: 'forbidden', verb: 'log' });
  const ended = await rig.ended((await start()).id, 8_000);
  expect(ended).toMatchObject({ status: 'succeeded', evidence: 'partial' });
});

import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Fault } from '#embedded-cluster/faults.ts';
import { LABELS } from '#lib/migrations/names.ts';
import { ACTOR, type Rig } from '#lib/testing/rig.ts';
import { Database } from '../database.ts';
import { copying, pods } from '../pod-scripts.ts';
import { until } from '../until.ts';
import type { Combination } from './combinations.ts';
import { API_TROUBLES, POD_TROUBLES } from './troubles.ts';

/** How long a scripted copy takes for each of its steps. */
export const STEP_MS = 150;
/** A pod that is to be met while it waits is held back for so long. */
const HELD_MS = 1_200;
/** How long a pod's trouble lasts, where it does. */
const POD_MS = { brief: 500, long: 3_000 } as const;
/** Within this a run ends, though a step that hangs has 30 s. */
const END_MS = 90_000;

export interface Pair {
  readonly oldUser: string;
  readonly newUser: string;
}

/** The run was over before the trouble came: on a busy machine a quick copy is not seen at each of its steps. */
export class Missed extends Error {}

/** Starts a run, lets the trouble happen, and throws unless all comes right. Answers the code of its end. */
export async function play(rig: Rig, combination: Combination, pair: Pair, stepMs: number): Promise<string> {
  await rig.cluster.script(combination.stage === 'stopping' ? pods.endless : copying(stepMs));
  const runId = await meet(rig, combination, pair);
  const ended = await rig.ended(runId, END_MS);
  assert.ok(
    combination.codes.includes(ended.code ?? ''),
    `it ended as ${ended.code} (${ended.status}): ${ended.explanation?.headline}`,
  );
  await rig.cluster.clearFaults();
  const rest = ended.status === 'failed' ? ['present', 'removed', 'none'] : ['removed', 'none'];
  const { objects, evidence, pod } = await rig.until(runId, (run) => rest.includes(run.objects), END_MS);
  const made = (await rig.cluster.creations()).filter(({ labels }) => labels[LABELS.run] === runId);
  assert.ok(made.length <= 1, `the run had ${made.length} pods`);
  if (made.length > 0 && ended.code === 'RH-000') assert.equal(pod?.uid, made[0]?.uid);
  if (made.length > 0) assert.ok(evidence !== 'none' || objects === 'removed', 'its evidence is kept');
  const database = new Database(`${rig.folder}/history.db`);
  assert.ok(!database.holders().includes(runId), 'its locks are released');
  database.assertSound();
  await until('the cluster is heard again', () => heard(rig), END_MS);
  return ended.code ?? '';
}

async function heard(rig: Rig): Promise<true | undefined> {
  return (await rig.services.reader.shell(ACTOR)).contact.state === 'live' || undefined;
}

/** Brings a run to the stage, and the trouble to the run. */
async function meet(rig: Rig, combination: Combination, pair: Pair): Promise<string> {
  const { stage, trouble } = combination;
  const start = async () => (await rig.services.service.start(pair, ACTOR)).id;
  const reach = async (runId: string, status: string) => {
    const run = await rig.until(
      runId,
      (now) => (now.status === status && now.pod !== null) || now.endedAt !== null,
      END_MS,
    );
    if (run.endedAt !== null) throw new Missed(`it ended before it was seen ${status}`);
    return run.pod?.name;
  };
  const early = stage === 'before launch' || stage === 'creating' || trouble in HOLDING;
  if (early) await strike(rig, combination, undefined);
  if (stage === 'pending') await rig.cluster.fault({ kind: 'unschedulable', forMs: HELD_MS });
  const runId = await start();
  if (early && stage === 'stopping') await rig.until(runId, ({ reason }) => reason !== null, END_MS);
  if (!early) await strike(rig, combination, await reach(runId, WHEN[stage] ?? 'copying'));
  if (stage === 'stopping') await rig.services.service.stop(runId, ACTOR);
  return runId;
}

const HOLDING: Readonly<Record<string, true>> = { unschedulable: true, 'image pull back-off': true };
const WHEN: Readonly<Partial<Record<Combination['stage'], string>>> = {
  pending: 'pending',
  finishing: 'finishing',
  clearing: 'finishing',
};

async function strike(rig: Rig, { trouble, stage, length }: Combination, pod: string | undefined): Promise<void> {
  const ofPod = POD_TROUBLES[trouble];
  if (!ofPod) {
    for (const fault of API_TROUBLES[trouble]?.(stage, length) ?? []) await rig.cluster.fault(fault);
    return;
  }
  if (trouble in HOLDING) {
    await rig.cluster.fault({ kind: ofPod.kind, ...(stage !== 'stopping' && { forMs: POD_MS[length] }) });
    return;
  }
  if (stage === 'clearing') await pause(STEP_MS * 2);
  // A pod that has gone by now is beyond it.
  await rig.cluster.fault(asFault(ofPod.kind, pod)).catch(() => undefined);
  if (ofPod.kind !== 'node-lost') return;
  setTimeout(() => void rig.cluster.clearFaults().catch(() => undefined), POD_MS[length]).unref();
}

const asFault = (kind: Fault['kind'], pod: string | undefined): Fault => ({ kind, ...(pod && { pod }) });

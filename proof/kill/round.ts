import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { ActionResult } from '#lib/result.ts';
import type { RunRow } from '../database.ts';
import { copying, pods } from '../pod-scripts.ts';
import type { Site } from '../site.ts';
import { until } from '../until.ts';
import { assertCopied } from './homes.ts';

/** How long the record may take to say the truth, from when the server answers again. */
export const TRUTH_MS = 30_000;
/** How long a scripted copy takes for each of its steps. */
const STEP_MS = 120;

/** When the server is killed in the middle of what, and for how long it stays away. */
export interface Round {
  readonly stage: 'start' | 'copy' | 'stop' | 'cleanUp';
  readonly oldUser: string;
  readonly newUser: string;
  /** Whether real files are copied; else a script is played. */
  readonly real: boolean;
  /** From the request, or from the start of the copy, to the kill. */
  readonly afterMs: number;
  readonly awayMs: number;
  /** Whether a stop comes while the copy is under way, and not at once. */
  readonly underWay: boolean;
}

/** One kill and what must be true after it. Throws where it is not; answers how long the truth took, in milliseconds. */
export async function playRound(site: Site, round: Round): Promise<number> {
  const asked = await STAGES[round.stage](site, round);
  await pause(round.afterMs);
  await site.environment.restart(() => pause(round.awayMs));
  const from = performance.now();
  await AFTERWARDS[round.stage](site, round, (await asked.settled) !== undefined);
  const took = performance.now() - from;
  const runs = site.database.runsOf(round.oldUser);
  for (const run of runs) await assertTrueToItsPod(site, run);
  assertAudited(site, round, runs);
  return took;
}

/** A request of which it is not known whether it will be heard; undefined where no answer came. */
interface Asked {
  readonly settled: Promise<ActionResult<unknown> | undefined>;
}
const asked = (request: Promise<ActionResult<unknown>>): Asked => ({ settled: request.catch(() => undefined) });
const nothing: Asked = { settled: Promise.resolve(undefined) };

async function start(site: Site, { oldUser, newUser }: Round): Promise<string> {
  const started = await site.call('startMigration', { oldUser, newUser });
  assert.ok(started.ok, JSON.stringify(started));
  return started.value.id;
}

const STAGES: Readonly<Record<Round['stage'], (site: Site, round: Round) => Promise<Asked>>> = {
  async start(site, round) {
    if (!round.real) await site.cluster.play(round.oldUser, copying(STEP_MS));
    const { oldUser, newUser } = round;
    return asked(site.call('startMigration', { oldUser, newUser }));
  },
  async copy(site, round) {
    if (!round.real) await site.cluster.play(round.oldUser, copying(STEP_MS));
    await start(site, round);
    return nothing;
  },
  async stop(site, round) {
    await site.cluster.play(round.oldUser, pods.endless);
    const runId = await start(site, round);
    if (round.underWay)
      await until('it copies', async () => (await site.run(runId)).status === 'copying' || undefined, TRUTH_MS);
    return asked(site.call('stopMigration', { runId }));
  },
  async cleanUp(site, round) {
    await site.cluster.play(round.oldUser, pods.failing);
    const runId = await start(site, round);
    const uid = await until('its pod is left behind', () => leftoverOf(site, runId), TRUTH_MS);
    return asked(site.call('cleanUp', { pods: [uid] }));
  },
};

async function leftoverOf(site: Site, runId: string): Promise<string | undefined> {
  return (await site.leftovers()).find((leftover) => leftover.runId === runId && leftover.removable)?.uid;
}

/** Waits until the record says the one right thing. `heard` is whether the request was answered before the kill. */
const AFTERWARDS: Readonly<Record<Round['stage'], (site: Site, round: Round, heard: boolean) => Promise<void>>> = {
  async start(site, round, heard) {
    const runs = site.database.runsOf(round.oldUser);
    assert.ok(runs.length === 1 || (runs.length === 0 && !heard), 'an accepted start is in the record, once');
    if (runs.length === 1) await endsAs(site, round, 'succeeded', 'RH-000');
  },
  copy: (site, round) => endsAs(site, round, 'succeeded', 'RH-000'),
  async stop(site, round, heard) {
    const [run] = site.database.runsOf(round.oldUser);
    assert.ok(run, 'the run is in the record');
    if (heard) assert.notEqual(run.stop_requested_at, null, 'an accepted stop is in the record');
    if (run.stop_requested_at === null) await site.call('stopMigration', { runId: run.id });
    await endsAs(site, round, 'cancelled', /^RH-60[12]$/);
  },
  async cleanUp(site, round, heard) {
    const [before] = site.database.runsOf(round.oldUser);
    const wasAsked = site.database
      .audit()
      .some(({ action, old_user }) => action === 'cleanup.remove' && old_user === round.oldUser);
    if (heard) assert.ok(wasAsked, 'an accepted clean-up is in the audit');
    const uid = before && (await leftoverOf(site, before.id));
    if (!heard && uid) await site.call('cleanUp', { pods: [uid] });
    await endsAs(site, round, 'failed', 'RH-306');
    assert.ok(site.database.rememberedPods().includes(before?.pod_uid ?? ''), 'the pod’s result is remembered');
  },
};

/** The record ends so, and says that nothing is left in the cluster. */
async function endsAs(site: Site, round: Round, outcome: string, code: string | RegExp): Promise<void> {
  const gone = outcome === 'cancelled' ? ['removed', 'none'] : ['removed'];
  const row = () => site.database.runsOf(round.oldUser)[0];
  try {
    await until('', () => (row()?.outcome && gone.includes(row()?.objects ?? '') ? true : undefined), TRUTH_MS);
  } finally {
    const { outcome: ended, code: with_, objects } = row() ?? {};
    const said = `${ended} ${with_}, objects ${objects}`;
    assert.equal(ended, outcome, said);
    assert.match(with_ ?? '', new RegExp(code), said);
    assert.ok(gone.includes(objects ?? ''), said);
  }
  if (round.real) assertCopied(site.environment.homesDir, round.oldUser, round.newUser);
}

/** A run had one pod at most, the one in its record, and kept what that one left. */
async function assertTrueToItsPod(site: Site, run: RunRow): Promise<void> {
  const made = (await site.cluster.podsOfRuns()).get(run.id) ?? [];
  assert.ok(made.length <= 1, `run ${run.id} had ${made.length} pods`);
  if (run.outcome === 'cancelled') return;
  assert.deepEqual(made, [run.pod_uid]);
  const { evidence, log } = await site.run(run.id);
  assert.equal(evidence, 'captured');
  assert.ok(log.lines.length > 0, 'the log is kept');
}

/** What is in the record was asked for, and the audit says by whom. */
function assertAudited(site: Site, round: Round, runs: readonly RunRow[]): void {
  const audit = site.database.audit().filter(({ old_user }) => old_user === round.oldUser);
  const done = (action: string) => audit.filter((row) => row.action === action && row.result === 'done').length;
  assert.equal(done('migration.start'), runs.length, 'each run has its audit row, and none is without a run');
  const stops = runs.filter(({ stop_requested_at }) => stop_requested_at !== null).length;
  assert.ok(done('migration.stop') >= stops, 'each stop has its audit row');
  const asked = audit.filter(({ action, result }) => action === 'cleanup.remove' && result === 'asked').length;
  if (round.stage === 'cleanUp') assert.ok(asked >= 1, 'a removed pod has its audit row');
}

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Chance } from '../chance.ts';
import type { RunRow } from '../database.ts';
import { type Site, startSite } from '../site.ts';
import { makeHome } from './homes.ts';
import { playRound, type Round } from './round.ts';

/** How long after the request, or the start of a copy, the kill comes at most. */
const MOMENTS = { start: 250, copy: 2_200, stop: 400, cleanUp: 250 } as const;
/** Every so many rounds of a copy real files are copied. */
const REAL_EVERY = 3;

export interface Kills {
  readonly rounds: number;
  readonly longestMs: number;
}

/**
 * Kills a server so many times, at random moments of start, copy, stop and clean-up, and throws where the record of one
 * run is not true within 30 s of the restart, a run had a second pod, or something is lost.
 */
export async function killRounds(server: 'built' | 'headless', rounds: number, chance: Chance): Promise<Kills> {
  const planned = plan(rounds, chance);
  const usernames = planned.flatMap(({ oldUser, newUser }) => [oldUser, newUser]);
  const site = await startSite({ server, usernames });
  try {
    for (const { oldUser, newUser } of planned.filter(({ real }) => real)) {
      makeHome(site.environment.homesDir, oldUser);
      makeHome(site.environment.homesDir, newUser, 1);
    }
    let longestMs = 0;
    const ended = new Map<string, unknown>();
    for (const [at, round] of planned.entries()) {
      const took = await playRound(site, round).catch((error: unknown) => fail(site, at, round, error));
      longestMs = Math.max(longestMs, took);
      site.database.assertSound();
      const printed = readFileSync(site.environment.dashboardLog, 'utf8');
      assert.doesNotMatch(printed, /unhandled/i, 'a promise that nobody waited for');
      for (const run of site.database.runs()) {
        if (run.outcome !== null) ended.set(run.id, ended.get(run.id) ?? endOf(run));
      }
    }
    await assertNothingLost(site);
    const now = new Map(site.database.runs().map((run) => [run.id, endOf(run)]));
    assert.deepEqual(now, ended, 'an ended record never changes');
    return { rounds, longestMs };
  } finally {
    await site.environment.stop();
  }
}

const endOf = ({ outcome, code, ended_at, pod_uid }: RunRow) => ({ outcome, code, ended_at, pod_uid });

function plan(rounds: number, chance: Chance): readonly Round[] {
  const stages = Object.keys(MOMENTS) as (keyof typeof MOMENTS)[];
  return Array.from({ length: rounds }, (_, at) => stages[at % stages.length] ?? 'start').map((stage, at) => ({
    ...{ stage, oldUser: `kill${at}.old`, newUser: `kill${at}.new` },
    real: stage === 'copy' && Math.trunc(at / stages.length) % REAL_EVERY === 0,
    afterMs: chance.between(0, MOMENTS[stage]),
    awayMs: chance.pick([0, 0, 1_500]),
    underWay: chance.pick([true, false]),
  }));
}

async function fail(site: Site, at: number, round: Round, error: unknown): Promise<never> {
  const rows = JSON.stringify(site.database.runsOf(round.oldUser));
  const pods = await site.cluster.podsNow();
  const log = readFileSync(site.environment.dashboardLog, 'utf8').slice(-3_000);
  throw new Error(`round ${at} ${JSON.stringify(round)}: ${String(error)}\n${rows}\n${pods}\n${log}`, { cause: error });
}

/** After all the kills: every run has ended, and every pod belongs to a run of the record. */
async function assertNothingLost(site: Site): Promise<void> {
  const runs = site.database.runs();
  assert.deepEqual(
    runs.filter(({ outcome }) => outcome === null),
    [],
  );
  assert.deepEqual(site.database.holders(), []);
  const known = new Set(runs.map(({ id }) => id));
  for (const [run, made] of await site.cluster.podsOfRuns()) {
    assert.ok(known.has(run), `a pod of run ${run}, which the record does not know`);
    assert.equal(made.length, 1, `run ${run} had ${made.length} pods`);
  }
}

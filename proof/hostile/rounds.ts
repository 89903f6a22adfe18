import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NEW } from '#migrator/testing/homes.ts';
import { type Ended, startMigrator } from '#migrator/testing/run-migrator.ts';
import type { Chance } from '../chance.ts';
import { until } from '../until.ts';
import {
  type Attack,
  type Attacker,
  NEW_USERS_DESIGNS,
  OLD_USERS_DESIGNS,
  STAGING_DESIGNS,
  startAttack,
} from './attackers.ts';
import { type HostilePlace, makeHostilePlace } from './place.ts';

export type Kind = 'copy' | 'resume' | 'check' | 'discard';
/** A run that is attacked may fail in its own words; it may not crash, hang, or fail for a reason that nobody can act on. */
const ALLOWED: Readonly<Record<Kind, readonly number[]>> = {
  copy: [0, 4, 5, 6, 7, 9, 10, 11],
  resume: [0, 4, 5, 6, 7, 9, 10, 11],
  check: [0, 4, 5, 6, 10],
  discard: [0, 5, 6, 10, 11],
};
/** Those that go on, or end, in what an earlier copy left. */
const NEEDS_PARTIAL: readonly Kind[] = ['resume', 'discard'];
const LONGEST_MS = 120_000;
/** Slow enough for the attack to have its time: 10 MB of files. */
const LIMIT = '4M';
const FOLDER = 'migrated-alice-20260101T000000Z';
const MOST_SHOWN = 10;

type Facts = Pick<Attack, 'run' | 'folder' | 'seed'>;

export interface Attacked {
  readonly runs: number;
  readonly swaps: number;
  readonly longestMs: number;
  readonly codes: ReadonlyMap<number, number>;
}

/**
 * Attacks so many runs of one kind, each with a process of the old and one of the new user, until each has been
 * attacked for `leastMs`. Throws where a secret of the victim is found, the victim or anything outside was changed, a
 * run took more than two minutes, or ended as it should not.
 */
export async function attackRuns(kind: Kind, rounds: number, leastMs: number, chance: Chance): Promise<Attacked> {
  const pairs = chance.shuffled(designsOf(kind));
  const codes = new Map<number, number>();
  let [runs, swaps, longestMs] = [0, 0, 0];
  for (let at = 0; at < rounds; at++) {
    const [old, fresh] = pairs[at % pairs.length] ?? ['sizes', 'names taken before'];
    const seed = chance.between(1, 2 ** 31);
    try {
      const round = await attackOnce(kind, old, fresh, seed, leastMs);
      for (const code of round.codes) codes.set(code, (codes.get(code) ?? 0) + 1);
      runs += round.codes.length;
      swaps += round.swaps;
      longestMs = Math.max(longestMs, round.longestMs);
    } catch (error) {
      throw new Error(`round ${at}, ${kind}, “${old}” and “${fresh}”, seed ${seed}: ${String(error)}`, {
        cause: error,
      });
    }
  }
  return { runs, swaps, longestMs, codes };
}

/** Every design of the one user with every one of the other. */
function designsOf(kind: Kind): readonly (readonly [old: string, fresh: string])[] {
  const olds = kind === 'discard' ? ['sizes'] : OLD_USERS_DESIGNS;
  const news = NEEDS_PARTIAL.includes(kind) ? STAGING_DESIGNS : NEW_USERS_DESIGNS;
  return olds.flatMap((old) => news.map((fresh) => [old, fresh] as const));
}

async function attackOnce(kind: Kind, old: string, fresh: string, seed: number, leastMs: number) {
  const place = makeHostilePlace();
  const facts: Facts = { run: randomUUID(), folder: FOLDER, seed };
  const attackers: Attacker[] = [];
  const codes: number[] = [];
  let longestMs = 0;
  try {
    if (NEEDS_PARTIAL.includes(kind)) await leavePartial(place, facts.run);
    attackers.push(await startAttack(place, { ...facts, by: 'old', design: old }));
    attackers.push(await startAttack(place, { ...facts, by: 'new', design: fresh }));
    const began = performance.now();
    do {
      const started = performance.now();
      const ended = await endOf(argumentsOf(kind, place, codes.length === 0 ? facts.run : randomUUID(), facts.run));
      longestMs = Math.max(longestMs, performance.now() - started);
      codes.push(ended.code ?? -1);
      const allowed = ALLOWED[kind].includes(ended.code ?? -1);
      assert.ok(allowed, `ended with ${ended.code} (${ended.killedBy}): ${ended.stderr}`);
      for (const attacker of attackers) attacker.pause();
      assert.deepEqual(place.wrongs(ended.stdout + ended.stderr).slice(0, MOST_SHOWN), []);
      for (const attacker of attackers) attacker.goOn();
    } while (performance.now() - began < leastMs);
    assert.ok(
      attackers.every((attacker) => attacker.isAlive()),
      'both users attack to the end',
    );
    const swaps = await stopAll(attackers);
    assert.deepEqual(place.wrongs('').slice(0, MOST_SHOWN), []);
    return { codes, swaps, longestMs };
  } finally {
    await stopAll(attackers).catch(() => 0);
    place.remove();
  }
}

const stopAll = async (attackers: readonly Attacker[]): Promise<number> =>
  (await Promise.all(attackers.map((attacker) => attacker.stop()))).reduce((sum, swaps) => sum + swaps, 0);

function argumentsOf(kind: Kind, place: HostilePlace, run: string, left: string): string[] {
  const homes = ['--old-home', place.old, '--new-home', place.new];
  const owner = ['--owner', `${NEW}:${NEW}`, '--old-user', 'alice', '--new-user', 'bob'];
  const copy = [...homes, ...owner, '--folder', FOLDER, '--hung-after', '5', '--limit', LIMIT];
  switch (kind) {
    case 'copy':
      return [...copy, '--run', run];
    case 'resume':
      return [...copy, '--resume', `.rehome-${left}`];
    case 'check':
      return ['--kind', 'check', ...homes, ...owner];
    case 'discard':
      return ['--kind', 'discard', '--new-home', place.new, '--partial', `.rehome-${left}`];
  }
}

/** Runs the migrator to its end; after two minutes it is killed, and that is a wrong. */
async function endOf(args: readonly string[]): Promise<Ended> {
  const running = startMigrator(args);
  const deadline = setTimeout(() => running.child.kill('SIGKILL'), LONGEST_MS);
  try {
    return await running.ended;
  } finally {
    clearTimeout(deadline);
  }
}

/** Leaves the partial folder of a copy that was killed in the middle. */
async function leavePartial(place: HostilePlace, run: string): Promise<void> {
  const running = startMigrator(argumentsOf('copy', place, run, run));
  const tree = join(place.new, `.rehome-${run}`, 'tree');
  await until('something to be copied', () => (existsSync(tree) && readdirSync(tree).length > 0) || undefined, 60_000);
  running.child.kill('SIGKILL');
  await running.ended;
  assert.deepEqual(readdirSync(place.new).sort(), [`.rehome-${run}`, 'theirs']);
}

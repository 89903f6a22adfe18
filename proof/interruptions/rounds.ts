import assert from 'node:assert/strict';
import { makePlace, type Place } from '#migrator/testing/homes.ts';
import {
  changesBetween,
  fillWithTorture,
  inventory,
  removePlace,
  type TortureOptions,
} from '#migrator/testing/torture/torture-home.ts';
import type { Chance } from '../chance.ts';
import { type Cause, playRound, type Round, timeCopy } from './round.ts';

/** Every so many rounds copy the home that is deeper than a path may be. */
const DEEP_EVERY = 10;
const HOMES: Readonly<Record<'flat' | 'deep', TortureOptions>> = {
  flat: { levels: 0, many: 2000, huge: false },
  deep: { levels: 1100, many: 500, huge: false },
};

interface Old {
  readonly place: Place;
  readonly before: readonly string[];
  /** How long a copy of it takes when nothing comes in between. */
  readonly lastsMs: number;
}

export interface Interruptions {
  readonly rounds: ReadonlyMap<Cause, number>;
  /** How far the copies were that each cause met: nothing there yet, partial, or published. */
  readonly met: ReadonlyMap<string, number>;
}

/**
 * Interrupts so many copies of a torture home at random moments, resumes each, and throws where the result does not equal the
 * original, a folder appeared under its final name before it was whole, or the old home changed.
 */
export async function interruptCopies(causes: readonly Cause[], count: number, chance: Chance): Promise<Interruptions> {
  const [rounds, met] = [new Map<Cause, number>(), new Map<string, number>()];
  const olds = new Map<keyof typeof HOMES, Old>();
  try {
    for (let at = 0; at < count; at++) {
      const cause = causes[at % causes.length] ?? 'SIGKILL';
      const home = at % DEEP_EVERY === DEEP_EVERY - 1 ? 'deep' : 'flat';
      const old = olds.get(home) ?? (await makeOld(HOMES[home]));
      olds.set(home, old);
      const round: Round = {
        ...{ cause, oldHome: old.place.old, afterMs: chance.between(0, old.lastsMs) },
        againAfterMs: chance.number() < 0.25 ? chance.between(0, old.lastsMs) : undefined,
      };
      const end = await playRound(round).catch((error: unknown) => {
        throw new Error(`round ${at} ${JSON.stringify(round)}: ${String(error)}`, { cause: error });
      });
      rounds.set(cause, (rounds.get(cause) ?? 0) + 1);
      const how = `${cause}: ${end}`;
      met.set(how, (met.get(how) ?? 0) + 1);
    }
    for (const { place, before } of olds.values()) {
      assert.deepEqual(changesBetween(before, inventory(place.old)), [], 'the old home is as it was');
    }
    return { rounds, met };
  } finally {
    for (const { place } of olds.values()) removePlace(place);
  }
}

async function makeOld(options: TortureOptions): Promise<Old> {
  const place = makePlace();
  fillWithTorture(place.old, options);
  return { place, before: inventory(place.old), lastsMs: await timeCopy(place.old) };
}

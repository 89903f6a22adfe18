import { type Rig, startRig } from '#lib/testing/rig.ts';
import type { Combination } from './combinations.ts';
import { play } from './play.ts';

const LANES = 3;
const LIMITS = { reconnectTimeout: '5s', stopGrace: '2s', startTimeout: '2m', concurrency: 4 };

/** How each combination ended: its code, or what was wrong. */
export interface Played {
  readonly codes: ReadonlyMap<string, number>;
  readonly wrong: readonly string[];
}

/**
 * Plays each combination on an installation that no other one troubles at that time, and collects what was wrong, a
 * promise that nobody waited for included.
 */
export async function playAll(combinations: readonly Combination[]): Promise<Played> {
  const codes = new Map<string, number>();
  const wrong: string[] = [];
  const queue = combinations.map((combination, at) => ({ combination, at }));
  const unhandled = (reason: unknown) => wrong.push(`unhandled rejection: ${String(reason)}`);
  process.on('unhandledRejection', unhandled);
  try {
    await Promise.all(Array.from({ length: Math.min(LANES, queue.length) }, () => lane()));
  } finally {
    process.off('unhandledRejection', unhandled);
  }
  return { codes, wrong };

  async function lane(): Promise<void> {
    let rig = await startRig({ limits: LIMITS, pairs: combinations.length });
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { combination, at } = next;
      const pair = { oldUser: `old${at + 1}`, newUser: `new${at + 1}` };
      try {
        const code = await play(rig, combination, pair);
        codes.set(code, (codes.get(code) ?? 0) + 1);
      } catch (error) {
        wrong.push(`${combination.trouble}, ${combination.stage}, ${combination.length}: ${said(error)}`);
        // What one left behind is no trouble of the next.
        rig = await another(rig);
      }
    }
    await rig.stop();
  }

  async function another(rig: Rig): Promise<Rig> {
    await rig.cluster.clearFaults().catch(() => undefined);
    await rig.stop();
    return startRig({ limits: LIMITS, pairs: combinations.length });
  }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 2_500);

import { type Rig, startRig } from '#lib/testing/rig.ts';
import type { Combination } from './combinations.ts';
import { Missed, play, STEP_MS } from './play.ts';

const LANES = 3;
/** A copy that was too quick to be met is played again, slower. */
const SPEEDS = [STEP_MS, STEP_MS * 5];
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
    let rig = await startRig({ limits: LIMITS, pairs: combinations.length * SPEEDS.length });
    for (let next = queue.shift(); next; next = queue.shift()) {
      const { combination, at } = next;
      try {
        const code = await playSlower(rig, combination, at);
        codes.set(code, (codes.get(code) ?? 0) + 1);
      } catch (error) {
        wrong.push(`${combination.trouble}, ${combination.stage}, ${combination.length}: ${said(error)}`);
        // What one left behind is no trouble of the next.
        rig = await another(rig);
      }
    }
    await rig.stop();
  }

  async function playSlower(rig: Rig, combination: Combination, at: number): Promise<string> {
    for (const [turn, stepMs] of SPEEDS.entries()) {
      const number = at * SPEEDS.length + turn + 1;
      const played = play(rig, combination, { oldUser: `old${number}`, newUser: `new${number}` }, stepMs);
      const code = await played.catch((error: unknown) => {
        if (!(error instanceof Missed) || turn === SPEEDS.length - 1) throw error;
      });
      if (code !== undefined) return code;
    }
    throw new Missed('it was never met');
  }

  async function another(rig: Rig): Promise<Rig> {
    await rig.cluster.clearFaults().catch(() => undefined);
    await rig.stop();
    return startRig({ limits: LIMITS, pairs: combinations.length * SPEEDS.length });
  }
}

const said = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 2_500);

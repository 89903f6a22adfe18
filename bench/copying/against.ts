import type { Figure } from '../figure.ts';
import { median } from '../statistics.ts';
import { type Lap, type Laps, medianSteps, seconds, toldSteps } from './rounds.ts';
import { FPSYNCS, REHOME } from './ways.ts';

/** A row for each peer, of which fpsync is the best of its kind, and one for where our own time goes. */
export function against(laps: Laps, what: string): Figure[] {
  const ours = ms(laps.get(REHOME.name));
  const peers = [...laps].filter(([name]) => name !== REHOME.name && !isBeaten(name, laps));
  const rows = peers.map(([name, theirs]) => {
    const synced = median(theirs.map(({ syncedMs }) => syncedMs));
    return {
      what: `${what}, against ${name}`,
      measured: `${seconds(ours)} (${seconds(cpu(laps.get(REHOME.name)))} of processor)`,
      peer: `${seconds(ms(theirs))}, with sync ${seconds(synced)} (${seconds(cpu(theirs))} of processor)`,
      ratio: `${times(ms(theirs), ours)} as fast, ${times(synced, ours)} with sync`,
    };
  });
  return [...rows, { what: `${what}, where our time goes`, measured: stepsOf(laps) }];
}

export const times = (theirs: number, ours: number): string => `${(theirs / ours).toFixed(2)} ×`;
export const ms = (laps: readonly Lap[] = []): number => median(laps.map((lap) => lap.ms));
const cpu = (laps: readonly Lap[] = []): number => median(laps.map((lap) => lap.cpuMs));
export const stepsOf = (laps: Laps): string => toldSteps(medianSteps(laps.get(REHOME.name) ?? []));

/** Whether another number of jobs did better. */
function isBeaten(name: string, laps: Laps): boolean {
  const jobs = FPSYNCS.map((way) => way.name).filter((other) => laps.has(other));
  return jobs.includes(name) && jobs.some((other) => ms(laps.get(other)) < ms(laps.get(name)));
}

import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { median, timed, withUnit } from '../statistics.ts';
import { childrensProcessorMs } from './processor.ts';
import { warm } from './tree.ts';
import type { Way } from './ways.ts';
import { emptyHome } from './workplace.ts';

export interface Lap {
  /** How long the way itself took. */
  readonly ms: number;
  /** The same with the sync of its file system after it. */
  readonly syncedMs: number;
  /** Processor time of it and all that it started. */
  readonly cpuMs: number;
  readonly steps: ReadonlyMap<string, number> | undefined;
  /** What it has left behind. */
  readonly place: string;
}
export type Laps = ReadonlyMap<string, readonly Lap[]>;

export interface Race {
  readonly home: string;
  /** Where targets are made. */
  readonly place: string;
  /** Takes a target away. */
  forget(folder: string): void;
  readonly ways: readonly Way[];
  readonly rounds: number;
  /** What to read once before each copy; the home itself, but where that is behind something slow. */
  readonly warmed?: string;
  say(line: string): void;
}

/**
 * Lets every way copy the home in turn, each into an empty home, with the cache warm and all earlier writes on disk.
 * Every round begins with another of them.
 */
export async function race({ home, place, forget, ways, rounds, warmed = home, say }: Race): Promise<Laps> {
  const laps = new Map<string, Lap[]>(ways.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const first = round % ways.length;
    for (const way of [...ways.slice(first), ...ways.slice(0, first)]) {
      await warm(warmed);
      const lap = await copyOnce(way, home, place);
      forget(lap.place);
      laps.get(way.name)?.push(lap);
      const steps = lap.steps ? `: ${toldSteps(lap.steps)}` : '';
      say(
        `${round + 1}/${rounds} ${way.name} ${seconds(lap.ms)}, synced ${seconds(lap.syncedMs)}, processor ${seconds(lap.cpuMs)}${steps}`,
      );
    }
  }
  return laps;
}

async function copyOnce(way: Way, home: string, place: string): Promise<Lap> {
  const own = mkdtempSync(join(place, 'lap-'));
  chmodSync(own, 0o755);
  const [target, scratch] = [emptyHome(own), emptyHome(own)];
  execFileSync('sync');
  const before = childrensProcessorMs();
  let steps: Lap['steps'];
  const ms = await timed(async () => {
    steps = await way.copy(home, target, scratch);
  });
  const cpuMs = childrensProcessorMs() - before;
  const sync = await timed(() => void execFileSync('sync', ['--file-system', target]));
  if (readdirSync(target).length === 0) throw new Error(`${way.name} copied nothing`);
  return { ms, syncedMs: ms + sync, cpuMs, steps, place: own };
}

export const seconds = (ms: number): string => withUnit(ms / 1000, 's');

/** Steps in their order, as "scanning 0.8 s, copying 9.1 s". */
export const toldSteps = (steps: ReadonlyMap<string, number>): string =>
  [...steps].map(([name, ms]) => `${name} ${seconds(ms)}`).join(', ');

/** The median of each step over all laps. */
export function medianSteps(laps: readonly Pick<Lap, 'steps'>[]): ReadonlyMap<string, number> {
  const names = new Set(laps.flatMap(({ steps }) => [...(steps?.keys() ?? [])]));
  return new Map([...names].map((name) => [name, median(laps.map(({ steps }) => steps?.get(name) ?? 0))]));
}

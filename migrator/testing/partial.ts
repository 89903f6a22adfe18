import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { copyArguments, fillSlowly, type Place, SLOWLY, staged } from './homes.ts';
import { type Running, startMigrator, until } from './run-migrator.ts';

export interface Marker {
  readonly run: string;
  readonly before: readonly string[];
  readonly folder: string;
}

export const markerOf = (place: Place, staging: string): Marker =>
  JSON.parse(readFileSync(join(place.new, staging, 'marker.json'), 'utf8'));

/** Starts a copy and waits until it is in the middle of `then/slow`. */
export async function startHalf(place: Place, ...more: string[]): Promise<{ running: Running; staging: string }> {
  if (!existsSync(join(place.old, 'then'))) fillSlowly(place.old);
  const running = startMigrator(copyArguments(place, ...SLOWLY, ...more));
  const slow = () => join(place.new, staged(place)[0] ?? 'none', 'tree', 'then', 'slow');
  const isCopying = () => running.lines.some((line) => line.type === 'phase' && line.phase === 'copying');
  const size = () => statSync(slow(), { throwIfNoEntry: false })?.size ?? 0;
  await until('the slow file to be copied', () => isCopying() && size() > 0);
  return { running, staging: staged(place)[0] ?? '' };
}

/** Leaves the partial folder of a copy that was killed in the middle of `then/slow`, and returns its name. */
export async function leavePartial(place: Place, ...more: string[]): Promise<string> {
  const { running, staging } = await startHalf(place, ...more);
  running.child.kill('SIGKILL');
  await running.ended;
  return staging;
}

/** Changes what the journal of a partial folder says. */
export function changeJournal(place: Place, staging: string, change: object): void {
  const path = join(place.new, staging, 'journal.json');
  writeFileSync(path, JSON.stringify({ ...JSON.parse(readFileSync(path, 'utf8')), ...change }));
}

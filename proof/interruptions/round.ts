import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { copyArguments, makePlace, type Place, published, staged } from '#migrator/testing/homes.ts';
import { type Ended, type Options, type Running, startMigrator } from '#migrator/testing/run-migrator.ts';
import { compareTrees, inventory, removePlace } from '#migrator/testing/torture/torture-home.ts';
import { until } from '../until.ts';
import { type MemoryLimit, makeMemoryLimit } from './memory-limit.ts';
import { mountSmallDisk, type SmallDisk } from './small-disk.ts';

export const CAUSES = ['SIGTERM', 'SIGKILL', 'out of memory', 'full disk'] as const;
export type Cause = (typeof CAUSES)[number];

/** What can be done on this machine; a kill stands for what cannot. */
export function possibleCauses(): readonly Cause[] {
  const memory = makeMemoryLimit();
  memory?.remove();
  const place = makePlace();
  const disk = mountSmallDisk(place);
  disk?.unmount();
  place.remove();
  const impossible = { 'out of memory': memory === undefined, 'full disk': disk === undefined };
  return CAUSES.map((cause) =>
    cause in impossible && impossible[cause as keyof typeof impossible] ? 'SIGKILL' : cause,
  );
}

/** How a copy may end that was interrupted so; all may have ended well just before. */
const ENDS: Readonly<Record<Cause, readonly (number | null)[]>> = {
  // Before it listens to signals it ends by the signal, and has done nothing.
  SIGTERM: [11, null],
  SIGKILL: [null],
  // The kernel chooses which process it kills: where it is rsync, the migrator says so.
  'out of memory': [null, 6],
  'full disk': [8],
};
const FOLDER = 'migrated-alice-20260101T000000Z';

export interface Round {
  readonly cause: Cause;
  readonly oldHome: string;
  /** Milliseconds from the start of the process. */
  readonly afterMs: number;
  /** The resumed run is killed after so many, and resumed again. */
  readonly againAfterMs: number | undefined;
}
type Means = { readonly memory: MemoryLimit | undefined; readonly disk: SmallDisk | undefined };

/** Milliseconds that a copy takes when nothing comes in between. */
export async function timeCopy(oldHome: string): Promise<number> {
  const place = newHomeFor(oldHome);
  try {
    const began = performance.now();
    const { code, stderr } = await startMigrator(argumentsFor(place)).ended;
    assert.deepEqual([code, stderr], [0, '']);
    return performance.now() - began;
  } finally {
    removePlace(place);
  }
}

/** Plays one round; answers how far the copy was when it was interrupted. */
export async function playRound(round: Round): Promise<string> {
  const place = newHomeFor(round.oldHome);
  const memory = round.cause === 'out of memory' ? makeMemoryLimit() : undefined;
  const disk = round.cause === 'full disk' ? mountSmallDisk(place) : undefined;
  try {
    const ended = await interruptedRun(place, round, { memory, disk });
    const found = foundAfter(place, ended, ENDS[round.cause]);
    disk?.free();
    if (round.againAfterMs !== undefined && published(place).length === 0) {
      const again: Round = { ...round, cause: 'SIGKILL', afterMs: round.againAfterMs };
      foundAfter(place, await interruptedRun(place, again, { memory: undefined, disk: undefined }), [null]);
    }
    if (published(place).length === 0) await complete(place);
    assertEqual(place);
    return found;
  } finally {
    disk?.unmount();
    memory?.remove();
    removePlace(place);
  }
}

function newHomeFor(oldHome: string): Place {
  const place = makePlace();
  return { ...place, old: oldHome };
}

/** Goes on in what an earlier run left, if it left something that can be gone on in. */
function argumentsFor(place: Place): string[] {
  const [partial] = staged(place).filter((name) => existsSync(join(place.new, name, 'marker.json')));
  const resume = partial === undefined ? [] : ['--resume', partial];
  return copyArguments(place, '--run', randomUUID(), '--folder', FOLDER, ...resume);
}

async function interruptedRun(place: Place, { cause, afterMs }: Round, { memory, disk }: Means): Promise<Ended> {
  const options: Options = memory ? { through: memory.through } : {};
  const running = startMigrator(argumentsFor(place), options);
  const watched = watchPublished(place, running);
  await Promise.race([pause(afterMs), running.ended]);
  if (disk) disk.fill();
  else if (memory) await memory.exhaust();
  else running.child.kill(cause === 'SIGTERM' ? 'SIGTERM' : 'SIGKILL');
  const ended = await running.ended;
  await watched;
  return ended;
}

/** A folder that has its final name is whole at that moment: nothing of it changes afterwards. */
async function watchPublished(place: Place, { child }: Running): Promise<void> {
  while (published(place).length === 0) {
    if (child.exitCode !== null || child.signalCode !== null) return;
    await pause(2);
  }
  const copy = join(place.new, published(place)[0] ?? '');
  const seen = inventory(copy);
  await until('the run to end', () => child.exitCode ?? child.signalCode ?? undefined, 120_000);
  assert.deepEqual(inventory(copy), seen, 'what is published is never written to');
}

function foundAfter(place: Place, ended: Ended, ends: readonly (number | null)[]): string {
  const [whole, partial] = [published(place), staged(place)];
  const facts = `${ended.code} ${ended.killedBy}, published ${whole}, staged ${partial}: ${ended.stderr}`;
  assert.ok(whole.length <= 1 && partial.length <= 1, facts);
  assert.ok(ended.code === 0 || ends.includes(ended.code), facts);
  if (ended.killedBy === 'SIGTERM') assert.deepEqual([whole, partial], [[], []], facts);
  if (ended.code === 0) assert.equal(whole.length, 1, facts);
  // Killed after it was published: all is right, but for what stands beside it.
  if (whole.length === 1) assertEqual(place);
  return whole.length === 1 ? 'published' : partial.length === 1 ? 'partial' : 'nothing yet';
}

/** The run that nothing interrupts. */
async function complete(place: Place): Promise<void> {
  const args = argumentsFor(place);
  const { code, result, stderr } = await startMigrator(args).ended;
  assert.deepEqual([code, stderr, result.folder], [0, '', FOLDER]);
  assert.deepEqual(published(place), [FOLDER]);
  // What was killed before it had its marker says not whose it is, and is nobody's to go on in or to remove.
  if (args.includes('--resume')) assert.deepEqual(staged(place), []);
}

function assertEqual(place: Place): void {
  const [folder = ''] = published(place);
  const { differences } = compareTrees(place.old, join(place.new, folder));
  assert.deepEqual(differences, [], `${folder} equals the original`);
}

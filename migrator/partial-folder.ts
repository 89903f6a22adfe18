import { closeSync } from 'node:fs';
import { stagingName } from '#lib/migrations/names.ts';
import { type Entry, look } from './entry.ts';
import { codeOf, Failure } from './failure.ts';
import { type Marker, readMarker, takenOver, writeMarker } from './marker.ts';
import { takeLock } from './ownership.ts';
import { openFolder } from './walk.ts';

/** A partial folder of an earlier run, held. */
export interface PartialFolder {
  readonly name: string;
  readonly dir: number;
  readonly entry: Entry;
  /** Undefined where the run that made it ended before it could say so; then nothing was copied. */
  readonly marker: Marker | undefined;
}

/**
 * Opens a partial folder by its name in a held home and makes sure that the migrator made it. Whoever the home belongs to can move
 * and replace this entry, but cannot make a folder that is the runner's own and closed to everybody else, nor write into one.
 * (Where the runner is that very user, a look-alike cannot be told apart, and gains nothing that they could not do themselves.)
 * Returns undefined where there is nothing of that name. Throws `unsafeHome`.
 */
export function openPartial(home: number, name: string): PartialFolder | undefined {
  const dir = openEntry(home, name);
  if (dir === undefined) return undefined;
  try {
    const entry = look(dir, '');
    if (entry.uid !== process.geteuid?.() || entry.mode !== 0o700 || entry.device !== look(home, '').device) {
      throw new Failure('unsafeHome', `${name} was not made by the migrator, or was changed since: it is not private.`);
    }
    const marker = markerIn(dir);
    if (marker && stagingName(marker.madeBy) !== name) {
      throw new Failure('unsafeHome', `${name} is the partial folder of another run under a false name.`);
    }
    return { name, dir, entry, marker };
  } catch (error) {
    closeSync(dir);
    throw error;
  }
}

function openEntry(home: number, name: string): number | undefined {
  try {
    return openFolder(home, name);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return undefined;
    if (code === 'ELOOP' || code === 'ENOTDIR') {
      throw new Failure('unsafeHome', `${name} is a link or not a folder.`, { cause: error });
    }
    if (code === 'EACCES' || code === 'EPERM') {
      throw new Failure('unsafeHome', `${name} was not made by the migrator: it may not be opened.`, { cause: error });
    }
    throw error;
  }
}

function markerIn(dir: number): Marker | undefined {
  try {
    return readMarker(dir);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return undefined;
  }
}

export interface Taken {
  readonly lock: number;
  readonly isLocked: boolean;
}

/** Makes `run` the one writer: says so in the marker first, so that whoever writes there now stops, then waits for its lock. */
export function takeOver(partial: PartialFolder, run: string, signal: AbortSignal): Promise<Taken> {
  if (!partial.marker) throw new Failure('copyFailed', `${partial.name} has no marker.`);
  writeMarker(partial.dir, takenOver(partial.marker, run));
  return takeLock({ dir: partial.dir, run }, signal);
}

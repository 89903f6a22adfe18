import { closeSync } from 'node:fs';
import { MAX_USERNAME_LENGTH } from '#lib/migrations/names.ts';
import type { ByteName } from '../byte-name.ts';
import { look } from '../entry.ts';
import { codeOf } from '../failure.ts';
import { MARKER } from '../marker-name.ts';
import { openFolder } from '../walk.ts';
import { readSmallFile } from './small-file.ts';

/** A folder of a home that Rehome made, as far as can be told. */
export interface RehomeFolder {
  readonly name: ByteName;
  readonly state: 'complete' | 'partial';
  readonly run: string | null;
  readonly oldUser: string | null;
}

const RUN = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Whether a name at the top of a home is that of a copy or of staging. */
export const isOfRehome = (name: ByteName): boolean => name.startsWith('migrated-') || name.startsWith('.rehome-');

/**
 * What a folder at the top of a home is, by its name; of staging also whose it is, by its marker. Anybody can make a folder of such
 * a name, so a marker is believed only where it and its folder belong to the runner.
 */
export function rehomeFolder(home: number, name: ByteName): RehomeFolder | undefined {
  if (!isOfRehome(name)) return undefined;
  if (!name.startsWith('.rehome-')) return { name, state: 'complete', run: null, oldUser: null };
  return { name, state: 'partial', ...whose(home, name) };
}

function whose(home: number, name: ByteName): { run: string | null; oldUser: string | null } {
  const unknown = { run: null, oldUser: null };
  let dir: number | undefined;
  try {
    dir = openFolder(home, name);
    if (!isRunners(look(dir, ''))) return unknown;
    const marker = readSmallFile(dir, MARKER, 8192);
    if (!marker || !isRunners(marker.entry)) return unknown;
    const { run, oldUser } = JSON.parse(marker.text);
    return RUN.test(run) && typeof oldUser === 'string' && oldUser.length <= MAX_USERNAME_LENGTH
      ? { run, oldUser }
      : unknown;
  } catch (error) {
    if (codeOf(error) === undefined && !(error instanceof SyntaxError || error instanceof TypeError)) throw error;
    return unknown;
  } finally {
    if (dir !== undefined) closeSync(dir);
  }
}

const isRunners = ({ uid, mode }: { uid: number; mode: number }): boolean =>
  uid === process.geteuid?.() && (mode & 0o022) === 0;

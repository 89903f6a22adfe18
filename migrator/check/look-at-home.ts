import type { Home } from '../homes.ts';
import type { Pacer } from '../pacer.ts';
import { walk } from '../walk.ts';
import { type CheckedHome, countEntry } from './count-entry.ts';
import { environmentIn } from './environment.ts';
import { excludeRows } from './exclude-rows.ts';
import { usualPaths } from './link-target.ts';
import { addOwner, addPlace, emptyTally, type Tally } from './tally.ts';

/** Gone, or something else by now: as if it had never been seen. */
const VANISHED = new Set(['ENOENT', 'ENOTDIR', 'ELOOP', 'ESTALE']);

/**
 * Looks at everything in a home and changes nothing. What cannot be looked at is in the tally; only a home that cannot be
 * opened at all throws. `onFound` hears the running counts.
 */
export async function lookAtHome(
  home: Home,
  { user, excludes, pacer, onFound }: Looking,
): Promise<{ tally: Tally; checked: CheckedHome }> {
  const checked = { device: home.entry.device, paths: usualPaths(home.path, user), rows: excludeRows(excludes) };
  const tally = tallyOfRoot(home, checked);
  /** The excludes that leave out the folder of each level that the walk is in. */
  const out = [0];
  await walk(
    home.dir,
    {
      visit({ dir, name, path, entry, depth }) {
        out[depth] = countEntry(checked, tally, { dir, name, path, entry, above: out[depth - 1] ?? 0 });
        onFound(tally);
        return entry.device === checked.device;
      },
      enter(path, names, dir) {
        const environment = path === '' ? undefined : environmentIn(dir, path, names);
        if (environment) addPlace(tally, 'environments', { path, detail: environment });
      },
      failed(path, code) {
        if (path === '') throw Object.assign(new Error(code), { code });
        if (!VANISHED.has(code)) addPlace(tally, 'unreadable', { path, detail: code });
      },
    },
    pacer,
  );
  return { tally, checked };
}

export interface Looking {
  readonly user: string;
  readonly excludes: readonly string[];
  readonly pacer: Pacer;
  onFound(tally: Tally): void;
}

/** The home's own folder, which is copied too. */
function tallyOfRoot({ entry }: Home, { rows }: CheckedHome): Tally {
  const tally = emptyTally(rows.length);
  tally.counts.folders = 1;
  tally.counts.bytesOnDisk = entry.allocated;
  tally.needed.inodes = 1;
  tally.needed.bytes = 4096;
  addOwner(tally, `${entry.uid}:${entry.gid}`, 1);
  return tally;
}

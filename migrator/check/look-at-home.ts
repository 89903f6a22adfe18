import type { Crew } from '../crew/crew.ts';
import type { Home } from '../homes.ts';
import type { CheckSetup } from './check-job.ts';
import { type ExcludeRow, excludeRows } from './exclude-rows.ts';
import { usualPaths } from './link-target.ts';
import { addOwner, emptyTally, merge, type Tally } from './tally.ts';

export interface Looking {
  readonly crew: Crew;
  readonly user: string;
  readonly excludes: readonly string[];
  readonly signal: AbortSignal;
  onFound(files: number, bytes: number): void;
}

/**
 * Looks at everything in a home, by all workers, and changes nothing. What cannot be looked at is in the tally; only a home
 * that cannot be opened at all throws. `onFound` hears the running counts.
 */
export async function lookAtHome(
  home: Home,
  { crew, user, excludes, signal, onFound }: Looking,
): Promise<{ tally: Tally; rows: readonly ExcludeRow[] }> {
  const rows = excludeRows(excludes);
  const tally = tallyOfRoot(home, rows.length);
  const { device } = home.entry;
  const tallies = await crew.run({
    job: 'check',
    setup: { home: home.dir, device, paths: usualPaths(home.path, user), excludes } satisfies CheckSetup,
    signal,
    onTold: (part) => merge(tally, part as Tally),
    onLook: () => onFound(crew.shared.sum('files'), crew.shared.sum('bytes')),
  });
  for (const part of tallies) merge(tally, part as Tally);
  return { tally, rows };
}

/** The home's own folder, which is copied too. */
function tallyOfRoot({ entry }: Home, excludes: number): Tally {
  const tally = emptyTally(excludes);
  tally.counts.folders = 1;
  tally.counts.bytesOnDisk = entry.allocated;
  tally.needed.inodes = 1;
  tally.needed.bytes = 4096;
  addOwner(tally, `${entry.uid}:${entry.gid}`, 1);
  return tally;
}

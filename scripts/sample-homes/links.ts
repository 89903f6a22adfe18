import { linkSync, symlinkSync } from 'node:fs';
import type { PlannedFile } from './plan.ts';
import type { HomeWriter } from './writer.ts';

/** Symbolic links of every kind that homes hold, and files with several names. `username` is whose home it is. */
export function writeLinks(home: HomeWriter, username: string, files: readonly PlannedFile[]): void {
  const [first, second, third] = files;
  if (!first || !second || !third) return;
  home.copy(first.source, home.path('links/original.dat'));
  home.copy(second.source, home.path('links/results/second.dat'));
  home.copy(third.source, home.path('archive/third.dat'));
  const links: readonly (readonly [place: string, target: string])[] = [
    ['links/relative', 'original.dat'],
    ['links/results/up', '../original.dat'],
    ['links/folder', 'results'],
    ['links/into the old home', `/home/${username}/links/original.dat`],
    ['links/old notebooks', `/home/${username}/notebooks`],
    ['links/of the system', '/etc/hostname'],
    ['links/dangling', 'removed-long-ago.dat'],
    ['links/circle-a', 'circle-b'],
    ['links/circle-b', 'circle-a'],
    ['links/outside', '../../../outside-of-home'],
  ];
  for (const [place, target] of links) symlinkSync(target, home.path(place));
  linkSync(home.path('links/original.dat'), home.path('links/same file.dat'));
  linkSync(home.path('links/original.dat'), home.path('archive/same file again.dat'));
  linkSync(home.path('archive/third.dat'), home.path('links/results/third-linked.dat'));
}

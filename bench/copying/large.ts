import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { removeTree } from '../../scripts/sample-homes/remove-tree.ts';
import type { Bench, Figure, Trial } from '../figure.ts';
import { against } from './against.ts';
import { CannotRun } from './cannot-run.ts';
import { race } from './rounds.ts';
import { freshTree } from './tree.ts';
import { LARGE } from './tree-shape.ts';
import { CP, onesHere, REHOME, RSYNC } from './ways.ts';
import { atWork, type Workplace } from './workplace.ts';
import { mountXfs } from './xfs.ts';

const ROUNDS = 3;
/** Home, one copy, and the file system's own. */
const XFS_BYTES = 20 * 2 ** 30;

/** What bytes cost. */
export const large: Bench = {
  name: 'large',
  title: 'Large files',
  how:
    `${ROUNDS} rounds in turn, each into an empty home of the same file system, caches warm, all earlier writes on disk. XFS lies in a file ` +
    'of the same disk and can share blocks between files, which Rehome and cp -a do and rsync does not. "With sync" adds the sync of the file system after the peer.',

  run: (say, trial = {}) =>
    atWork(async (place) => {
      const type = execFileSync('findmnt', ['-no', 'FSTYPE', '--target', place.folder], { encoding: 'utf8' }).trim();
      const onDisk = await measure(place.folder, type, trial, say);
      return [...onDisk, ...(await onXfs(place, trial, say))];
    }),
};

/** What was measured before stands also where there is no XFS. */
async function onXfs(place: Workplace, trial: Trial, say: (line: string) => void): Promise<Figure[]> {
  try {
    return await measure(await mountXfs(XFS_BYTES, place), 'XFS with reflink', trial, say);
  } catch (error) {
    if (!(error instanceof CannotRun)) throw error;
    say(error.message);
    return [];
  }
}

async function measure(folder: string, where: string, trial: Trial, say: (line: string) => void): Promise<Figure[]> {
  const { rounds = ROUNDS, peers } = trial;
  const tree = await freshTree(join(folder, 'old'), LARGE, say);
  const ways = await onesHere([REHOME, RSYNC, CP], peers, say);
  say(`on ${where}`);
  const laps = await race({ home: tree.path, place: folder, ways, rounds, say });
  removeTree(tree.path);
  return against(laps, `${tree.files} files of 1 GB, ${where}`);
}

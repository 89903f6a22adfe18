import { removeTree } from '../../scripts/sample-homes/remove-tree.ts';
import type { Bench, Figure, Trial } from '../figure.ts';
import { against } from './against.ts';
import { mountDisk } from './disk.ts';
import { race } from './rounds.ts';
import { makeTree } from './tree.ts';
import { LARGE } from './tree-shape.ts';
import { CP, onesHere, REHOME, RSYNC } from './ways.ts';
import { atWork, type Workplace } from './workplace.ts';

const ROUNDS = 3;

/** What bytes cost. */
export const large: Bench = {
  name: 'large',
  title: 'Large files',
  how:
    `${ROUNDS} rounds in turn, each into an empty home of the same new file system in a file of the disk, caches warm, all earlier writes on disk. ` +
    'XFS can share blocks between files, which cp -a makes use of and rsync does not. "With sync" adds the sync of the file system after the peer.',

  run: (say, trial = {}) =>
    atWork(async (place) => [
      ...(await measure(place, 'ext4', trial, say)),
      ...(await measure(place, 'xfs', trial, say)),
    ]),
};

async function measure(
  place: Workplace,
  type: 'ext4' | 'xfs',
  trial: Trial,
  say: (line: string) => void,
): Promise<Figure[]> {
  const { rounds = ROUNDS, peers } = trial;
  const disk = await mountDisk(type, place);
  const tree = await makeTree(disk.path, LARGE, say);
  const ways = await onesHere([REHOME, RSYNC, CP], peers, say);
  say(`on ${type}`);
  const laps = await race({ home: tree.path, place: disk.path, forget: removeTree, ways, rounds, say });
  disk.remove();
  return against(laps, `${tree.files} files of 1 GB, ${type}`);
}

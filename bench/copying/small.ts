import { availableParallelism } from 'node:os';
import type { Bench, Figure } from '../figure.ts';
import { against, ms } from './against.ts';
import { mountDisk } from './disk.ts';
import { type Laps, race, seconds } from './rounds.ts';
import { makeTree } from './tree.ts';
import { SMALL } from './tree-shape.ts';
import { CP, FPSYNCS, ORIGINAL, onesHere, REHOME, RSYNC, TAR } from './ways.ts';
import { atWork } from './workplace.ts';

const ROUNDS = 5;
const CORES = availableParallelism();

/** The home that most people have. */
export const small: Bench = {
  name: 'small',
  title: 'A home of small and middle files',
  how:
    `${ROUNDS} rounds in turn, each into an empty home of the same new ext4, which is mounted anew before, caches and bitmaps warm, all earlier writes on disk. fpsync is the best of 2, 4 and 8 jobs, each of 2,000 files at a time as it does unasked. ` +
    '"With sync" adds the sync of the file system after the peer: ours is synced, compared and published, and theirs is not.',

  run: (say, { rounds = ROUNDS, peers } = {}) =>
    atWork(async (place) => {
      const disk = await mountDisk('ext4', place);
      const tree = await makeTree(disk.path, SMALL, say);
      const ways = await onesHere([REHOME, RSYNC, ...FPSYNCS, CP, TAR, ORIGINAL], peers, say);
      const laps = await race({ home: tree.path, place: disk.path, forget: disk.forget, ways, rounds, say });
      const what = `${tree.files.toLocaleString('en')} files, ${Math.round(tree.bytes / 1e6)} MB`;
      return [...against(laps, what), ...nearness(laps, what)];
    }),
};

/** The limit is a cp that could use all cores without any loss. */
function nearness(laps: Laps, what: string): Figure[] {
  const single = laps.get(CP.name);
  if (!single) return [];
  const [ours, limit] = [ms(laps.get(REHOME.name)), ms(single) / CORES];
  return [
    {
      what: `${what}, the limit: cp -a by ${CORES} cores`,
      measured: seconds(ours),
      peer: seconds(limit),
      ratio: `${(limit / ours).toFixed(2)} of the limit's speed`,
    },
  ];
}

import type { Bench } from '../figure.ts';
import { against, ms, times } from './against.ts';
import { race, seconds } from './rounds.ts';
import { keptTree } from './tree.ts';
import { SMALL } from './tree-shape.ts';
import { CP, FPSYNCS, ORIGINAL, onesHere, REHOME, RSYNC, TAR } from './ways.ts';
import { atWork } from './workplace.ts';

const ROUNDS = 5;
const CORES = 2;

/** The home that most people have. */
export const small: Bench = {
  name: 'small',
  title: 'A home of small and middle files',
  how:
    `${ROUNDS} rounds in turn, each into an empty home of the same file system, caches warm, all earlier writes on disk. fpsync is the best of 2, 4 and 8 jobs. ` +
    '"With sync" adds the sync of the file system after the peer: ours is synced, compared and published, and theirs is not.',

  run: (say, rounds = ROUNDS) =>
    atWork(async ({ folder }) => {
      const tree = await keptTree(SMALL, say);
      const ways = await onesHere([REHOME, RSYNC, ...FPSYNCS, CP, TAR, ORIGINAL], say);
      const laps = await race({ home: tree.path, place: folder, ways, rounds, say });
      const what = `${tree.files.toLocaleString('en')} files, ${Math.round(tree.bytes / 1e6)} MB`;
      const [ours, limit] = [ms(laps.get(REHOME.name)), ms(laps.get(CP.name)) / CORES];
      return [
        ...against(laps, what),
        {
          what: `${what}, the limit: cp -a by ${CORES} cores`,
          measured: seconds(ours),
          peer: seconds(limit),
          ratio: `${times(limit, ours)} of the limit's speed`,
        },
      ];
    }),
};

import type { Bench } from '../figure.ts';
import { against } from './against.ts';
import { mountDisk } from './disk.ts';
import { race } from './rounds.ts';
import { makeTree } from './tree.ts';
import { HOLLOW } from './tree-shape.ts';
import { FPSYNCS, onesHere, REHOME, RSYNC } from './ways.ts';
import { atWork } from './workplace.ts';

const ROUNDS = 5;

/** What a file costs that has nothing in it. */
export const hollow: Bench = {
  name: 'empty',
  title: 'Empty files',
  how: `${ROUNDS} rounds in turn, each into an empty home of the same new ext4, which is mounted anew before, caches warm, all earlier writes on disk. fpsync is the best of 2, 4 and 8 jobs, each of 2,000 files at a time as it does unasked.`,

  run: (say, { rounds = ROUNDS, peers } = {}) =>
    atWork(async (place) => {
      const disk = await mountDisk('ext4', place);
      const tree = await makeTree(disk.path, HOLLOW, say);
      const ways = await onesHere([REHOME, RSYNC, ...FPSYNCS], peers, say);
      const laps = await race({ home: tree.path, place: disk.path, forget: disk.forget, ways, rounds, say });
      return against(
        laps,
        `${tree.files.toLocaleString('en')} empty files in ${HOLLOW.folders.toLocaleString('en')} folders`,
      );
    }),
};

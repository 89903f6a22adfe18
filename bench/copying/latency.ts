import { basename, join, relative } from 'node:path';
import type { Bench } from '../figure.ts';
import { against } from './against.ts';
import { race } from './rounds.ts';
import { mountSlowly } from './slow-mount.ts';
import { keptTree } from './tree.ts';
import { REMOTE } from './tree-shape.ts';
import { onesHere, REHOME, RSYNC } from './ways.ts';
import { atWork, BASE } from './workplace.ts';

const ROUNDS = 5;
const MICROSECONDS = 1_000;

/** Homes that lie on a server. */
export const latency: Bench = {
  name: 'latency',
  title: 'Behind a millisecond of latency',
  how:
    `Both homes on one FUSE file system that lets each call wait for 1 ms and passes it on; calls made at the same time overlap, and nothing is cached but the contents of open files. ` +
    `${ROUNDS} rounds in turn, each into an empty home.`,

  run: (say, { rounds = ROUNDS, peers } = {}) =>
    atWork(async (place) => {
      const tree = await keptTree(REMOTE, say);
      const slow = await mountSlowly(BASE, MICROSECONDS, place);
      const [home, into] = [join(slow, relative(BASE, tree.path)), join(slow, basename(place.folder))];
      const ways = await onesHere([REHOME, RSYNC], peers, say);
      const laps = await race({ home, place: into, ways, rounds, warmed: tree.path, say });
      return against(laps, `${tree.files.toLocaleString('en')} files, ${Math.round(tree.bytes / 1e6)} MB`);
    }),
};

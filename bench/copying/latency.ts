import { basename, join } from 'node:path';
import type { Bench } from '../figure.ts';
import { against } from './against.ts';
import { mountDisk } from './disk.ts';
import { race } from './rounds.ts';
import { mountSlowly } from './slow-mount.ts';
import { makeTree } from './tree.ts';
import { REMOTE } from './tree-shape.ts';
import { onesHere, REHOME, RSYNC } from './ways.ts';
import { atWork } from './workplace.ts';

const ROUNDS = 5;
const MICROSECONDS = 1_000;

/** Homes that lie on a server. */
export const latency: Bench = {
  name: 'latency',
  title: 'Behind a millisecond of latency',
  how:
    `Both homes on one ext4 behind a FUSE file system that lets each call wait for 1 ms and passes it on; calls made at the same time overlap, and nothing is cached but the contents of open files. ` +
    `${ROUNDS} rounds in turn, each into an empty home.`,

  run: (say, { rounds = ROUNDS, peers } = {}) =>
    atWork(async (place) => {
      const disk = await mountDisk('ext4', place);
      const tree = await makeTree(disk.path, REMOTE, say);
      const slow = await mountSlowly(disk.path, MICROSECONDS, place);
      const home = join(slow, basename(tree.path));
      const ways = await onesHere([REHOME, RSYNC], peers, say);
      const laps = await race({ home, place: slow, forget: () => {}, ways, rounds, warmed: tree.path, say });
      return against(laps, `${tree.files.toLocaleString('en')} files, ${Math.round(tree.bytes / 1e6)} MB`);
    }),
};

import { execFileSync } from 'node:child_process';
import type { Bench, Figure } from '../figure.ts';
import { timed, withUnit } from '../statistics.ts';
import { endOf, start } from './child.ts';
import { type Disk, mountDisk } from './disk.ts';
import { type Peak, watchMemory } from './memory.ts';
import { migrate } from './migrate.ts';
import { seconds, toldSteps } from './rounds.ts';
import { makeTree, type Tree, warm } from './tree.ts';
import { MILLION, QUARTER } from './tree-shape.ts';
import { RSYNC } from './ways.ts';
import { atWork, emptyHome } from './workplace.ts';

interface Lap {
  readonly ms: number;
  readonly bytes: number;
  readonly steps?: ReadonlyMap<string, number>;
}

/** Whether memory and time stay in step with the number of files. */
export const million: Bench = {
  name: 'million',
  title: 'A million files',
  how:
    'Small and empty files, a hundred in a folder; one round, caches warm, all earlier writes on disk. Memory is the peak of the sum of the ' +
    'proportional set sizes of all processes, looked at every 200 ms. In step is a factor of 1: a million take four times as long as a quarter of a million.',

  run: (say) =>
    atWork(async (place) => {
      const disk = await mountDisk('ext4', place);
      const ours: Lap[] = [];
      const theirs: Lap[] = [];
      for (const shape of [QUARTER, MILLION]) {
        const tree = await makeTree(disk.path, shape, say);
        ours.push(await within(tree, disk, byRehome));
        say(`Rehome ${told(ours.at(-1))}`);
        theirs.push(await within(tree, disk, byRsync));
        say(`${RSYNC.name} ${told(theirs.at(-1))}`);
        disk.forget(tree.path);
      }
      return figures(ours, theirs);
    }),
};

async function within(tree: Tree, disk: Disk, copy: (from: string, to: string) => Promise<Lap>): Promise<Lap> {
  const target = emptyHome(disk.path);
  await warm(tree.path);
  execFileSync('sync');
  const lap = await copy(tree.path, target);
  disk.forget(target);
  return lap;
}

async function byRehome(home: string, target: string): Promise<Lap> {
  let peak: Peak | undefined;
  const onStart = (pid: number) => {
    peak = watchMemory(pid);
  };
  const { ms, steps } = await migrate(home, target, { onStart }).finally(() => peak?.stop());
  return { ms, bytes: peak?.bytes ?? 0, steps };
}

async function byRsync(home: string, target: string): Promise<Lap> {
  let bytes = 0;
  const ms = await timed(async () => {
    const child = start('rsync', ['-aHAXSx', `${home}/`, `${target}/`]);
    const peak = watchMemory(child.pid ?? 0);
    const code = await endOf(child).finally(() => peak.stop());
    if (code !== 0) throw new Error(`rsync ended with ${code}`);
    bytes = peak.bytes;
  });
  return { ms, bytes };
}

const megabytes = ({ bytes }: Lap): string => withUnit(bytes / 1e6, 'MB');
const told = (lap: Lap | undefined): string =>
  lap ? `${seconds(lap.ms)}, ${megabytes(lap)}${lap.steps ? `: ${toldSteps(lap.steps)}` : ''}` : '';

function figures([less, more]: readonly Lap[], [lessTheirs, moreTheirs]: readonly Lap[]): Figure[] {
  if (!less || !more || !lessTheirs || !moreTheirs) throw new Error('a lap is missing');
  const [few, many] = [QUARTER, MILLION].map(({ files }) => `${files.toLocaleString('en')} files`);
  const factor = (some: Lap, all: Lap) => (all.ms / some.ms / (MILLION.files / QUARTER.files)).toFixed(2);
  const row = (what: string, ours: Lap, theirs: Lap): Figure[] => [
    {
      what: `${what}, time against ${RSYNC.name}`,
      measured: seconds(ours.ms),
      peer: seconds(theirs.ms),
      ratio: `${(theirs.ms / ours.ms).toFixed(2)} × as fast`,
    },
    {
      what: `${what}, peak memory`,
      measured: megabytes(ours),
      peer: megabytes(theirs),
      ratio: `${(ours.bytes / theirs.bytes).toFixed(2)} of its memory`,
    },
  ];
  return [
    ...row(few ?? '', less, lessTheirs),
    ...row(many ?? '', more, moreTheirs),
    { what: 'time in step with files', measured: factor(less, more), peer: factor(lessTheirs, moreTheirs) },
    { what: `${many}, where our time goes`, measured: more.steps ? toldSteps(more.steps) : 'not told' },
  ];
}

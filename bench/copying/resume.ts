import { execFileSync } from 'node:child_process';
import type { Bench, Figure } from '../figure.ts';
import { median, timed } from '../statistics.ts';
import { CannotRun } from './cannot-run.ts';
import { type Disk, mountDisk } from './disk.ts';
import { type Migrated, migrate } from './migrate.ts';
import { medianSteps, seconds, toldSteps } from './rounds.ts';
import { makeTree, type Tree, warm } from './tree.ts';
import { SMALL } from './tree-shape.ts';
import { RSYNC } from './ways.ts';
import { atWork, emptyHome } from './workplace.ts';

const ROUNDS = 5;

/** Going on where nothing is left to do. */
export const resume: Bench = {
  name: 'resume',
  title: 'A second run over an unchanged copy',
  how:
    `The first run is told to stop when it begins to verify; timed is the second, which goes on in its folder, compares, syncs and publishes. Peer: \`${RSYNC.name}\` ` +
    `with nothing to do. ${ROUNDS} rounds in turn, caches warm, all earlier writes on disk.`,

  run: (say, { rounds = ROUNDS } = {}) =>
    atWork(async (place) => {
      const disk = await mountDisk('ext4', place);
      const folder = disk.path;
      const tree = await makeTree(folder, SMALL, say);
      const settled = emptyHome(folder);
      await RSYNC.copy(tree.path, settled, folder);
      const ours: Migrated[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const second = await resumed(tree, disk);
        ours.push(second);
        await warm(tree.path);
        await warm(settled);
        execFileSync('sync');
        theirs.push(await timed(() => RSYNC.copy(tree.path, settled, folder)));
        say(`${round + 1}/${rounds} Rehome ${seconds(second.ms)}: ${toldSteps(second.steps)}`);
        say(`${round + 1}/${rounds} ${RSYNC.name} ${seconds(theirs.at(-1) ?? 0)}`);
      }
      return figures(tree, ours, theirs);
    }),
};

/** The second run. Throws `CannotRun` where it copied again what was there. */
async function resumed(tree: Tree, disk: Disk): Promise<Migrated> {
  const target = emptyHome(disk.path);
  try {
    const { result: first } = await migrate(tree.path, target, { stopAt: 'verifying' });
    if (first.staging === null) throw new Error(`the first run left no staging: ${first.message}`);
    await warm(tree.path);
    execFileSync('sync');
    const second = await migrate(tree.path, target, { more: ['--resume', first.staging] });
    const kept = second.result.kept?.files ?? 0;
    if (kept < tree.files) {
      throw new CannotRun(
        `This migrator kept ${kept} of ${tree.files} files of the run before and took ${seconds(second.ms)}: nothing to measure.`,
      );
    }
    return second;
  } finally {
    disk.forget(target);
  }
}

function figures({ files }: Tree, ours: readonly Migrated[], theirs: readonly number[]): Figure[] {
  const [second, nothing] = [median(ours.map(({ ms }) => ms)), median(theirs)];
  const what = `${files.toLocaleString('en')} files that are all there`;
  const ratio = `${(second / nothing).toFixed(2)} of its time`;
  return [
    { what, measured: seconds(second), peer: seconds(nothing), ratio },
    { what: `${what}, where our time goes`, measured: toldSteps(medianSteps(ours)) },
  ];
}

import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import type { Bench, Figure } from '../figure.ts';
import { median, timed } from '../statistics.ts';
import { run } from './child.ts';
import { type Disk, mountDisk } from './disk.ts';
import { migrate } from './migrate.ts';
import { seconds } from './rounds.ts';
import { makeTree, type Tree, warm } from './tree.ts';
import { MIDDLE, SMALL } from './tree-shape.ts';
import { atWork, emptyHome } from './workplace.ts';

const ROUNDS = 5;

/** What it costs to read both sides back. */
export const checksum: Bench = {
  name: 'checksum',
  title: 'Verify by checksums',
  how:
    `The verifying phase of \`--verify checksums\`, which also compares owners, modes, times and links. Peer: \`sha256sum\` over the original and over that copy, two processes at the same time. ` +
    `${ROUNDS} rounds in turn, caches warm, all earlier writes on disk.`,

  run: (say, { rounds = ROUNDS } = {}) =>
    atWork(async (place) => {
      const disk = await mountDisk('ext4', place);
      const trees = [await makeTree(disk.path, SMALL, say), await makeTree(disk.path, MIDDLE, say)];
      const figures: Figure[] = [];
      for (const tree of trees) figures.push(...(await measure(tree, disk, rounds, say)));
      return figures;
    }),
};

async function measure(tree: Tree, disk: Disk, rounds: number, say: (line: string) => void): Promise<Figure[]> {
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const target = emptyHome(disk.path);
    await warm(tree.path);
    execFileSync('sync');
    const { steps, result } = await migrate(tree.path, target, { more: ['--verify', 'checksums'] });
    const copy = join(target, result.folder ?? '');
    ours.push(steps.get('verifying') ?? Number.NaN);
    execFileSync('sync');
    theirs.push(await timed(() => Promise.all([sums(tree.path), sums(copy)])));
    disk.forget(target);
    say(`${round + 1}/${rounds} verifying ${seconds(ours.at(-1) ?? 0)}, sha256sum ${seconds(theirs.at(-1) ?? 0)}`);
    if (result.verify !== 'checksums') say('This migrator does not say that it compared checksums.');
  }
  const [verifying, peer] = [median(ours), median(theirs)];
  return [
    {
      what: `${tree.files.toLocaleString('en')} files, ${Math.round(tree.bytes / 1e6)} MB, both sides`,
      measured: seconds(verifying),
      peer: seconds(peer),
      ratio: `${(verifying / peer).toFixed(2)} of its time`,
    },
  ];
}

const sums = (path: string): Promise<void> =>
  run('sh', ['-c', 'find "$1" -type f -exec sha256sum -- {} + > /dev/null', 'sh', path]);

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SamplePerson } from '../scripts/sample-homes/people.ts';
import { removeTree } from '../scripts/sample-homes/remove-tree.ts';
import { makeSampleHomes } from '../scripts/sample-homes.ts';
import type { Bench } from './figure.ts';
import { median, timed, withUnit } from './statistics.ts';

const ROUNDS = 5;
const MIGRATOR = join(import.meta.dirname, '..', 'migrator', 'main.ts');
const uid = process.getuid?.() || 20_011;
const PERSON: SamplePerson = {
  username: 'old',
  displayName: 'Old',
  uid: uid === 20_011 ? 20_001 : uid,
  parts: [
    { kind: 'dot-files' },
    { kind: 'notebooks', into: 'notebooks', count: 200 },
    { kind: 'files', from: 'packages', into: 'projects/dashboard/node_modules', count: 9_000 },
    { kind: 'files', from: 'share', into: 'datasets/catalogue', count: 9_000 },
    { kind: 'files', from: 'headers', into: 'src/include', count: 3_000 },
    { kind: 'large', into: 'datasets/images', untilBytes: 500 * 1024 * 1024 },
    { kind: 'links' },
    { kind: 'sparse' },
  ],
};

/** A way to copy the home into an empty folder. */
const WAYS: Readonly<Record<string, (home: string, target: string) => readonly [string, ...string[]]>> = {
  migrator: (home, target) => [
    process.execPath,
    ...[MIGRATOR, '--old-home', home, '--new-home', target, '--owner', `${uid}:${uid}`],
  ],
  'rsync -aHAXS': (home, target) => ['rsync', '-aHAXS', `${home}/`, `${target}/`],
  'cp -a': (home, target) => ['cp', '-a', `${home}/.`, target],
};

/** What safety costs. */
export const copySpeed: Bench = {
  name: 'copy',
  title: 'The whole migrator against plain copies',
  how:
    `One home of real files of this machine, read from the page cache; ${ROUNDS} rounds in turn, each into an empty folder of the same file ` +
    'system, with all earlier writes on disk. The migrator also scans, sets owners, compares every entry, syncs to disk and publishes; its peers do none of that.',

  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'rehome-bench-'));
    chmodSync(folder, 0o755);
    try {
      const homes = join(folder, 'homes');
      await makeSampleHomes(homes, [PERSON]);
      const { files, bytes } = JSON.parse(readFileSync(`${homes}.complete`, 'utf8')) as {
        files: number;
        bytes: number;
      };
      say(`${files} files, ${Math.round(bytes / 1e6)} MB`);
      const times = new Map<string, number[]>(Object.keys(WAYS).map((way) => [way, []]));
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const [way, ms] of times) {
          const took = await copyOnce(folder, way);
          // The first round warms the cache.
          if (round > 0) ms.push(took);
          say(`${way}: ${Math.round(took)} ms`);
        }
      }
      const ours = median(times.get('migrator') ?? []);
      return Object.keys(WAYS)
        .slice(1)
        .map((way) => {
          const peer = median(times.get(way) ?? []);
          const what = `${files.toLocaleString('en')} files, ${Math.round(bytes / 1e6)} MB, against ${way}`;
          const measured = withUnit(ours / 1000, 's');
          return { what, measured, peer: withUnit(peer / 1000, 's'), ratio: `${(ours / peer).toFixed(2)} of its time` };
        });
    } finally {
      removeTree(folder);
    }
  },
};

async function copyOnce(folder: string, way: string): Promise<number> {
  const target = join(folder, 'target');
  mkdirSync(target);
  if (process.getuid?.() === 0) chownSync(target, uid, uid);
  execFileSync('sync');
  const [command, ...args] = WAYS[way]?.(join(folder, 'homes', 'old'), target) ?? ['false'];
  const took = await timed(async () => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    const [code] = (await once(child, 'exit')) as [number | null];
    if (code !== 0) throw new Error(`${command} ended with ${code}`);
  });
  if (readdirSync(target).length === 0) throw new Error(`${way} copied nothing`);
  removeTree(target);
  return took;
}

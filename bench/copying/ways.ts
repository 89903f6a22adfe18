import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './child.ts';
import { isHere, type Needed } from './debian.ts';
import { migrate } from './migrate.ts';
import { NEW } from './workplace.ts';

/** One way to copy a home into an empty one. */
export interface Way {
  readonly name: string;
  readonly needs?: Needed;
  /** Answers with the steps it tells about, in ms. */
  copy(home: string, target: string, scratch: string): Promise<ReadonlyMap<string, number> | undefined>;
}

export const REHOME: Way = {
  name: 'Rehome',
  copy: async (home, target) => (await migrate(home, target)).steps,
};
export const RSYNC: Way = {
  name: 'rsync -aHAXSx',
  needs: 'rsync',
  copy: (home, target) => unheard('rsync', ['-aHAXSx', `${home}/`, `${target}/`]),
};
export const CP: Way = { name: 'cp -a', copy: (home, target) => unheard('cp', ['-a', `${home}/.`, target]) };
export const TAR: Way = {
  name: 'tar \\| tar',
  copy: (home, target) =>
    unheard('bash', ['-c', 'set -o pipefail; tar -C "$1" -cf - . | tar -C "$2" -xpf -', 'bash', home, target]),
};
export const ORIGINAL: Way = {
  name: 'copytree + chown',
  needs: 'python3',
  copy: (home, target) => unheard('python3', [join(import.meta.dirname, 'copytree.py'), home, target, String(NEW)]),
};
/** rsync in so many jobs, with the same flags as far as fpsync lets them be said. */
export const fpsync = (jobs: number): Way => ({
  name: `fpsync -n ${jobs}`,
  needs: 'fpsync',
  copy: (home, target, scratch) => {
    const [own, flags] = [join(scratch, 'fpsync'), '-lptgoD -HAXSx --numeric-ids'];
    mkdirSync(own, { recursive: true });
    return unheard('fpsync', ['-n', String(jobs), '-t', own, '-o', flags, `${home}/`, `${target}/`]);
  },
});
export const FPSYNCS: readonly Way[] = [2, 4, 8].map(fpsync);

async function unheard(command: string, args: readonly string[]): Promise<undefined> {
  await run(command, args);
}

/**
 * Rehome, and those of its peers that are chosen by a part of their name and whose program is here or could be installed;
 * who is missing is named.
 */
export async function onesHere(
  ways: readonly Way[],
  chosen: readonly string[] | undefined,
  say: (line: string) => void,
): Promise<readonly Way[]> {
  const here: Way[] = [];
  for (const way of ways) {
    if (way !== REHOME && chosen?.every((part) => !way.name.includes(part))) continue;
    if (way.needs === undefined || (await isHere(way.needs))) here.push(way);
    else say(`${way.name} is left out: ${way.needs} is not here`);
  }
  return here;
}

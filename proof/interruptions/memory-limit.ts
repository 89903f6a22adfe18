import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PYTHON } from '#migrator/testing/torture/torture-home.ts';
import { until } from '../until.ts';

const LIMIT = 320 * 1024 ** 2;
const HOG = `held = []
while True: held.append(bytearray(b'x' * (16 << 20)))`;
/** Joins the group; the kernel rather kills what has a score than what takes the memory. */
const JOIN = 'echo $$ > "$0/cgroup.procs" && echo "$1" > /proc/self/oom_score_adj && shift && exec "$@"';

/** A control group with little memory. Needs a writable cgroup file system, of version 1 or 2. */
export interface MemoryLimit {
  /** Put before a command, has it run in the group. */
  readonly through: readonly string[];
  /** Takes all the memory, so that the kernel kills what runs in the group. Resolves when nothing of it is left. */
  exhaust(): Promise<void>;
  remove(): void;
}

/** Makes such a group; undefined where that is not possible. */
export function makeMemoryLimit(): MemoryLimit | undefined {
  const places = [
    ['/sys/fs/cgroup/memory', 'memory.limit_in_bytes'],
    ['/sys/fs/cgroup', 'memory.max'],
  ] as const;
  for (const [top, limit] of places) {
    const group = join(top, `rehome-proof-${process.pid}`);
    try {
      if (!existsSync(group)) mkdirSync(group);
      writeFileSync(join(group, limit), `${LIMIT}`);
    } catch {
      continue;
    }
    const joined = (score: number) => ['sh', '-c', JOIN, group, `${score}`];
    const members = () => readFileSync(join(group, 'cgroup.procs'), 'utf8');
    return { through: joined(1000), exhaust: () => exhaust(joined(0), members), remove: () => rmdirSync(group) };
  }
  return undefined;
}

async function exhaust([command = 'sh', ...rest]: readonly string[], members: () => string): Promise<void> {
  const hog = spawn(command, [...rest, PYTHON, '-c', HOG], { stdio: 'ignore' });
  await once(hog, 'close');
  await until('the group to be empty', () => members() === '' || undefined, 60_000);
}

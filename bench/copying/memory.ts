import { readdirSync, readFileSync } from 'node:fs';

const EVERY_MS = 200;

export interface Peak {
  /** The largest sum seen so far, in bytes. */
  readonly bytes: number;
  stop(): void;
}

/** Watches the memory of a process and of all that descend from it: the sum of their proportional set sizes, five times a second. */
export function watchMemory(pid: number): Peak {
  let bytes = 0;
  const look = () => {
    bytes = Math.max(
      bytes,
      familyOf(pid).reduce((sum, member) => sum + proportional(member), 0),
    );
  };
  const timer = setInterval(look, EVERY_MS);
  return {
    get bytes() {
      return bytes;
    },
    stop: () => clearInterval(timer),
  };
}

function familyOf(pid: number): readonly number[] {
  const children = Map.groupBy(
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number),
    parentOf,
  );
  const family = [pid];
  // Grows while it is walked.
  for (const member of family) family.push(...(children.get(member) ?? []));
  return family;
}

/** The name in the middle may hold anything, brackets too. */
const parentOf = (pid: number): number => Number(/^.*\) \S (\d+)/s.exec(read(`/proc/${pid}/stat`))?.[1]);

const proportional = (pid: number): number =>
  Number(/^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024;

/** Nothing where the process has ended. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

import { readdirSync, readFileSync } from 'node:fs';

/** How often the processes are looked at, at most. */
const LOOK_MS = 5000;

/**
 * Watches a process and its children, and calls `onHung` once when for `seconds` none of them used the processor, read or
 * wrote anything. A process that waits for a disk or a file server (state D) is slow, not hung. Call what is returned to end it.
 */
export function watchForHang(pid: number, seconds: number, onHung: () => void): () => void {
  let last = '';
  let since = performance.now();
  const timer = setInterval(
    () => {
      const state = activity(pid);
      if (state.isWaitingForDisk || state.sum !== last) {
        last = state.sum;
        since = performance.now();
        return;
      }
      if (performance.now() - since < seconds * 1000) return;
      clearInterval(timer);
      onHung();
    },
    Math.min(LOOK_MS, seconds * 250),
  );
  return () => clearInterval(timer);
}

/** What all processes of the group have done so far, as one comparable text. */
function activity(group: number): { sum: string; isWaitingForDisk: boolean } {
  const facts = processesOf(group);
  return {
    sum: facts.map(({ pid, ticks, io }) => `${pid} ${ticks} ${io}`).join('\n'),
    isWaitingForDisk: facts.some(({ state }) => state === 'D'),
  };
}

interface ProcessFacts {
  readonly pid: number;
  readonly state: string;
  readonly ticks: string;
  readonly io: string;
}

function processesOf(group: number): ProcessFacts[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const stat = read(`/proc/${name}/stat`);
      // The command's name, in parentheses, may hold anything. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      if (Number(fields[2]) !== group) return [];
      const io = read(`/proc/${name}/io`).split('\n').slice(0, 2).join(' ');
      return [{ pid: Number(name), state: fields[0] ?? '', ticks: `${fields[11]} ${fields[12]}`, io }];
    });
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return '';
  }
}

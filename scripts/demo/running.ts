import { existsSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../set-up/one-at-a-time.mjs';
import { SetUpError, say } from '../set-up/say.mjs';

/** One process for good: its number may later be another's, but not with the same time of birth. */
export interface ProcessMark {
  readonly pid: number;
  /** Clock ticks since the machine started; null where the system does not say. */
  readonly born: string | null;
}

/** What a running demo leaves word of: its own process, its servers, and its page. */
export interface RunningDemo {
  readonly demo: ProcessMark;
  readonly servers: readonly ProcessMark[];
  readonly url?: string;
}

const LEAVE_MS = 15_000;

/** The mark of a process that runs now. */
export function markOf(pid: number): ProcessMark {
  return { pid, born: bornAt(pid) };
}

/** Refuses when another demo of this clone runs, and ends the servers of one that was killed. */
export async function makeWay(file: string): Promise<void> {
  const other = readRunning(file);
  if (!other) return rmSync(file, { force: true });
  if (isRunning(other.demo)) {
    const where = other.url ? ` at ${other.url}` : '';
    throw new SetUpError(
      `A demo of this clone runs already${where} (process ${other.demo.pid}). Stop it with Ctrl-C first.`,
    );
  }
  for (const server of other.servers.filter(isRunning)) {
    say(`ending a server that an earlier demo left behind (process ${server.pid})`);
    await end(server);
  }
  rmSync(file, { force: true });
}

/** Leaves word of this demo; fails when another one came in between. */
export function claim(file: string, demo: RunningDemo): void {
  try {
    linkSync(written(file, demo), file);
  } catch (error) {
    if (!existsSync(file)) throw error;
    throw new SetUpError('Another demo of this clone is starting right now. Use that one, or try again in a moment.');
  } finally {
    rmSync(`${file}.${process.pid}`, { force: true });
  }
}

/** Replaces the word left by `claim`. */
export function update(file: string, demo: RunningDemo): void {
  renameSync(written(file, demo), file);
}

/** Whoever reads the word must never see half of it. */
function written(file: string, demo: RunningDemo): string {
  const own = `${file}.${process.pid}`;
  writeFileSync(own, JSON.stringify(demo));
  return own;
}

function readRunning(file: string): RunningDemo | undefined {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunningDemo;
  } catch {
    // Broken off while it was written: whoever wrote it is gone.
    return undefined;
  }
}

function isRunning({ pid, born }: ProcessMark): boolean {
  return isAlive(pid) && bornAt(pid) === born;
}

/** The 22nd field of /proc/PID/stat; the second one may hold spaces and parentheses. https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html */
function bornAt(pid: number): string | null {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return null;
  const stat = readFileSync(file, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
}

async function end(server: ProcessMark): Promise<void> {
  process.kill(server.pid, 'SIGTERM');
  const until = Date.now() + LEAVE_MS;
  while (isRunning(server)) {
    if (Date.now() > until) process.kill(server.pid, 'SIGKILL');
    await pause(100);
  }
}

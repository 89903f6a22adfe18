import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

const LEAVE_MS = 10_000;

/** Groups of processes to end with us. */
const groups = new Set<number>();

/**
 * Runs a command in a process group of its own, its output shown as it comes. Answers whether it ended well and in
 * time. What it left running in that group is ended.
 */
export async function runStep(
  command: readonly [string, ...string[]],
  { cwd, env, milliseconds }: { cwd: string; env: NodeJS.ProcessEnv; milliseconds: number },
): Promise<boolean> {
  const [program, ...args] = command;
  const child = spawn(program, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  const ended = new Promise<boolean>((resolve) => {
    child.once('error', (error) => {
      process.stderr.write(`${program}: ${error.message}\n`);
      resolve(false);
    });
    child.once('exit', (code) => resolve(code === 0));
  });
  const group = child.pid;
  if (group === undefined) return ended;
  groups.add(group);
  const stop = new AbortController();
  const late = pause(milliseconds, 'late' as const, { signal: stop.signal }).catch(() => false);
  const result = await Promise.race([ended, late]);
  stop.abort();
  if (result === 'late') {
    process.stderr.write(`\nstopped after ${Math.round(milliseconds / 1_000)} s: ${command.slice(0, 3).join(' ')}\n`);
    signalGroup(group, 'SIGTERM');
    await Promise.race([ended, pause(LEAVE_MS)]);
  }
  signalGroup(group, 'SIGKILL');
  groups.delete(group);
  return result === true;
}

/** Lets no step outlive us, however we are asked to end. */
export function endStepsWithUs(): void {
  const end = async (signal: NodeJS.Signals) => {
    for (const group of groups) signalGroup(group, 'SIGTERM');
    const until = Date.now() + LEAVE_MS;
    while ([...groups].some(isGroupAlive) && Date.now() < until) await pause(100);
    for (const group of groups) signalGroup(group, 'SIGKILL');
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void end(signal));
  process.once('disconnect', () => void end('SIGTERM'));
}

function isGroupAlive(group: number): boolean {
  return signalGroup(group, 0);
}

function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-group, signal);
  } catch {
    // Nobody is left in it.
    return false;
  }
}

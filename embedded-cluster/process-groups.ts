import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

let reaper: ChildProcess | undefined;

/** Tells the reaper, which is started with the first container, of a process group that must not outlive this process. */
export function guard(pid: number): void {
  reaper ??= startReaper();
  reaper.stdin?.write(`+${pid}\n`);
}

/** The group has ended. */
export function unguard(pid: number): void {
  reaper?.stdin?.write(`-${pid}\n`);
}

function startReaper(): ChildProcess {
  const child = spawn(process.execPath, [fileURLToPath(new URL('reaper.ts', import.meta.url))], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  child.stdin?.on('error', () => undefined);
  child.unref();
  return child;
}

/** Signals a whole process group; one that has ended is left alone. */
export function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { isAlive } from '../set-up/one-at-a-time.mjs';
import { SetUpError, say } from '../set-up/say.mjs';

/** What a running demo leaves word of: its own process, its page, and its servers with a word of their command lines. */
export interface RunningDemo {
  readonly pid: number;
  readonly script: string;
  readonly url?: string;
  readonly servers: readonly { readonly pid: number; readonly script: string }[];
}

const LEAVE_MS = 15_000;

/** Refuses when another demo of this clone runs, and ends the servers of one that was killed. */
export async function makeWay(file: string): Promise<void> {
  const other = readRunning(file);
  if (!other) return;
  if (other.pid !== process.pid && isRunning(other)) {
    const where = other.url ? ` at ${other.url}` : '';
    throw new SetUpError(
      `A demo of this clone runs already${where} (process ${other.pid}). Stop it with Ctrl-C first.`,
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
    writeFileSync(file, JSON.stringify(demo), { flag: 'wx' });
  } catch (error) {
    if (!existsSync(file)) throw error;
    throw new SetUpError('Another demo of this clone is starting right now. Use that one, or try again in a moment.');
  }
}

/** Replaces the word left by `claim`. */
export function update(file: string, demo: RunningDemo): void {
  writeFileSync(file, JSON.stringify(demo));
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

/** A number alone may by now be somebody else's process. */
function isRunning({ pid, script }: { readonly pid: number; readonly script: string }): boolean {
  if (!isAlive(pid)) return false;
  const commandLine = `/proc/${pid}/cmdline`;
  return existsSync(commandLine) ? readFileSync(commandLine, 'utf8').includes(script) : true;
}

async function end(server: { readonly pid: number; readonly script: string }): Promise<void> {
  process.kill(server.pid, 'SIGTERM');
  const until = Date.now() + LEAVE_MS;
  while (isRunning(server)) {
    if (Date.now() > until) process.kill(server.pid, 'SIGKILL');
    await pause(100);
  }
}

import { type ChildProcess, spawn } from 'node:child_process';
import type { Writable } from 'node:stream';

export interface GuardedOptions {
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** At most nine, since a shell knows the next one by its digit. */
  readonly stdio: readonly (number | 'pipe')[];
}

/** A program that ends with this process, also where this is killed without a word. */
export interface Guarded {
  readonly child: ChildProcess;
  /** It has ended by itself. */
  dismiss(): void;
}

/** Waits until the guard knows of it; a pipe that closes without a word says that nobody will ever watch. */
const waits = (gate: number): string => `read -r _ <&${gate} && exec "$@" ${gate}<&-`;
const GUARDS = 'read -r group && read -r _; [ -n "$group" ] && kill -9 "-$group"';

/**
 * Starts a program in a process group of its own, and a shell that waits for the pipe from here to close, as it does on SIGKILL or
 * without memory, and then ends that group: rsync itself would go on to the end of the home. The program does not begin before
 * the shell was told of it.
 */
export function spawnGuarded(program: string, args: readonly string[], options: GuardedOptions): Guarded {
  const guard = spawn('/bin/sh', ['-c', GUARDS], { stdio: ['pipe', 'ignore', 'ignore'], detached: true });
  // Without a shell there is neither guard nor program, and the program says so.
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  const { stdio } = options;
  const child = spawn('/bin/sh', ['-c', waits(stdio.length), 'sh', program, ...args], {
    ...{ cwd: options.cwd, env: options.env, stdio: [...stdio, 'pipe'], detached: true },
  });
  const gate = child.stdio[stdio.length] as Writable | null | undefined;
  gate?.on('error', () => {});
  if (child.pid !== undefined) guard.stdin.write(`${child.pid}\n`, () => gate?.end('\n'));
  return { child, dismiss: () => void guard.kill('SIGKILL') };
}

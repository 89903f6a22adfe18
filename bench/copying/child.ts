import { type ChildProcess, spawn } from 'node:child_process';

const running = new Set<number>();

/** A program in a process group of its own, with its output to read. */
export function start(
  command: string,
  args: readonly string[],
  complaints: 'inherit' | 'pipe' = 'inherit',
): ChildProcess {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', complaints], detached: true });
  const { pid } = child;
  if (pid !== undefined) {
    running.add(pid);
    child.on('close', () => running.delete(pid));
  }
  return child;
}

/** How a program ended: its exit code, or null where a signal ended it. Throws where it cannot be started. */
export function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
}

/** Runs a program to its end, unheard. Throws where it ends with anything but 0, with the last of its complaints. */
export async function run(command: string, args: readonly string[]): Promise<void> {
  const child = start(command, args, 'pipe');
  let complaints = '';
  child.stdout?.resume();
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-2_000);
  });
  const code = await endOf(child);
  if (code !== 0) throw new Error(`${command} ended with ${code}: ${complaints.trim()}`);
}

/** Ends every program that still runs, and all that these have started. */
export function endAll(): void {
  for (const pid of running) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has just ended by itself.
    }
  }
}

import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const FOUND_WITHIN_MS = 30_000;

/**
 * Holds the processes of a run where they are, so that a test may take its time over a copy that works. Answers what lets
 * them go on. Throws when the run starts nothing within 30 s.
 */
export async function holdCopy(runId: string): Promise<() => void> {
  const deadline = performance.now() + FOUND_WITHIN_MS;
  for (;;) {
    const held = processesOf(runId).filter((pid) => signal(pid, 'SIGSTOP'));
    if (held.length > 0) return () => void held.map((pid) => signal(pid, 'SIGCONT'));
    if (performance.now() > deadline) throw new Error(`run ${runId} started nothing within ${FOUND_WITHIN_MS} ms`);
    await pause(5);
  }
}

/** The migrator, which is told the run, and whatever it lets work in the run's staging folder. */
function processesOf(runId: string): readonly number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry))
    .filter((pid) => commandLine(pid).includes(`--run\0${runId}`) || workingFolder(pid).includes(`.rehome-${runId}`))
    .map(Number);
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}

function workingFolder(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return '';
  }
}

/** False where the process is gone already. */
function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}

import { readdirSync, readlinkSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

const FOUND_WITHIN_MS = 30_000;

/**
 * Holds the copying processes of a run where they are, so that a test may take its time over a copy that works. Answers
 * what lets them go on. Throws when the run copies nothing within 30 s.
 */
export async function holdCopy(runId: string): Promise<() => void> {
  const deadline = performance.now() + FOUND_WITHIN_MS;
  for (;;) {
    const held = processesIn(`.rehome-${runId}`).filter((pid) => signal(pid, 'SIGSTOP'));
    if (held.length > 0) return () => void held.map((pid) => signal(pid, 'SIGCONT'));
    if (performance.now() > deadline) throw new Error(`run ${runId} copied nothing within ${FOUND_WITHIN_MS} ms`);
    await pause(5);
  }
}

/** Processes that work in a folder of that name. */
function processesIn(name: string): readonly number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && workingFolder(entry).includes(name))
    .map(Number);
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

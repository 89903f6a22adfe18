/**
 * Ends the containers of a cluster that was killed. It reads `+pid` and `-pid` lines from its standard input; when that
 * ends, which it does however the cluster ends, it kills the process group of every pid that is left.
 */
import { createInterface } from 'node:readline';

const groups = new Set<number>();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);

const lines = createInterface({ input: process.stdin });
lines.on('line', (line) => {
  const pid = Number(line.slice(1));
  if (line.startsWith('+')) groups.add(pid);
  else groups.delete(pid);
});
lines.on('close', () => {
  for (const pid of groups) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // Ended by itself meanwhile.
    }
  }
});

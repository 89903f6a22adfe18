import { spawn } from 'node:child_process';

/**
 * Ends a process group should this process go away without a word (SIGKILL, out of memory): a shell waits for the pipe
 * from here to close. rsync itself would go on to the end of the home. Call what is returned once the group has ended.
 */
export function guardGroup(group: number): () => void {
  const guard = spawn('/bin/sh', ['-c', 'read -r _; kill -9 "-$0"', String(group)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without a shell there is no guard. In a pod nothing outlives the migrator anyway.
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  return () => guard.kill('SIGKILL');
}

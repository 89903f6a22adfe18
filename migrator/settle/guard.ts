import { spawn } from 'node:child_process';

/** Ends a process group should this process go away without a word. */
export interface Guard {
  /** The group to end. */
  watch(group: number): void;
  /** The group has ended by itself. */
  dismiss(): void;
}

/**
 * A shell that waits for the pipe from here to close, as it does on SIGKILL or without memory, and then ends the group it was
 * told: rsync itself would go on to the end of the home. It is started before rsync, so that there is hardly a moment without it.
 */
export function startGuard(): Guard {
  const guard = spawn('/bin/sh', ['-c', 'read -r group && read -r _; [ -n "$group" ] && kill -9 "-$group"'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  // Without a shell there is no guard. In a pod nothing outlives the migrator anyway.
  guard.on('error', () => {});
  guard.stdin.on('error', () => {});
  guard.unref();
  return {
    watch: (group) => void guard.stdin.write(`${group}\n`),
    dismiss: () => void guard.kill('SIGKILL'),
  };
}

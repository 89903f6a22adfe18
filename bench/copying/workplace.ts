import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTree } from '../../scripts/sample-homes/remove-tree.ts';
import { CannotRun } from './cannot-run.ts';
import { endAll } from './child.ts';

/** The old user, who owns the trees, and the new one. */
export const OLD = 20_001;
export const NEW = 20_011;

/** Everything that the benches of copies leave on this machine lies here. */
export const BASE = join(tmpdir(), 'rehome-bench');

/** A folder to work in, on the file system of the trees. */
export interface Workplace {
  readonly folder: string;
  /** What to undo when the work is over, however it ends; the last comes first. */
  atEnd(undo: () => unknown): void;
}

/**
 * Gives a task a workplace and takes it away afterwards: programs, mounts and folders, also where the task fails or is
 * interrupted. Throws `CannotRun` without root.
 */
export async function atWork<T>(task: (place: Workplace) => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) throw new CannotRun('This bench gives files away and mounts: run it as root.');
  mkdirSync(BASE, { recursive: true });
  const folder = mkdtempSync(join(BASE, 'work-'));
  chmodSync(folder, 0o755);
  const undos: (() => unknown)[] = [() => removeTree(folder)];
  const tidy = () => {
    endAll();
    for (let undo = undos.pop(); undo; undo = undos.pop()) {
      try {
        undo();
      } catch (error) {
        process.stderr.write(`  ${error instanceof Error ? error.message : error}\n`);
      }
    }
  };
  const leave = () => {
    tidy();
    process.exit(130);
  };
  process.once('SIGINT', leave).once('SIGTERM', leave);
  try {
    return await task({ folder, atEnd: (undo) => void undos.push(undo) });
  } finally {
    process.off('SIGINT', leave).off('SIGTERM', leave);
    tidy();
  }
}

/** Takes a mount away. Whatever was ended a moment ago may still hold it, so it is tried for some seconds, and then done lazily. */
export function unmount(mountpoint: string): void {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    if (spawnSync('umount', [mountpoint], { stdio: 'ignore' }).status === 0) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 250);
  }
  execFileSync('umount', ['--lazy', mountpoint]);
}

/** An empty home of the new user. */
export function emptyHome(parent: string): string {
  const home = mkdtempSync(join(parent, 'home-'));
  chmodSync(home, 0o755);
  chownSync(home, NEW, NEW);
  return home;
}

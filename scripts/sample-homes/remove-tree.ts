import { spawnSync } from 'node:child_process';
import { lstatSync } from 'node:fs';

/**
 * Removes a folder and everything below it; nothing where it is absent. Follows no link: the folder itself must not be
 * one, and neither chmod -R nor rm -r goes through those inside.
 */
export function removeTree(folder: string): void {
  const facts = lstatSync(folder, { throwIfNoEntry: false });
  if (!facts) return;
  if (!facts.isDirectory()) throw new Error(`${folder} is not a folder; it is left alone`);
  spawnSync('chmod', ['-R', 'u+rwX', '--', folder]);
  const removed = spawnSync('rm', ['-rf', '--', folder], { encoding: 'utf8' });
  if (removed.status !== 0) throw new Error(`${folder} could not be removed: ${removed.stderr}`);
}

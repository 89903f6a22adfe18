import { join } from 'node:path';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { run } from './run.mjs';

const FOLDERS = ['migrator', 'lib'];
const FILES = ['package-lock.json', 'scripts/set-up/bundle-migrator.mjs'];

/** Builds the migrator into migrator/dist; does nothing where nothing changed. */
export async function buildMigrator(root, node) {
  const folder = join(root, 'migrator', 'dist');
  const wanted = fingerprint(root, FOLDERS, FILES);
  if (isStamped(folder, wanted)) return;
  const bundler = join(import.meta.dirname, 'bundle-migrator.mjs');
  await run('building the migrator', node, [bundler, root, folder], { cwd: root, minutes: 2 });
  stamp(folder, wanted);
}

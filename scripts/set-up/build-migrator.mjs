import { join } from 'node:path';
import { fingerprint, isStamped, stamp } from './fingerprint.mjs';
import { run } from './run.mjs';

const FOLDERS = ['migrator', 'lib'];
const FILES = ['package-lock.json', 'scripts/set-up/bundle-migrator.mjs'];
const OUT = join('migrator', 'dist');

const wantedOf = (root) => fingerprint(root, FOLDERS, FILES, OUT);

/** Whether migrator/dist is there and of these sources. */
export const isMigratorBuilt = (root) => isStamped(join(root, OUT), wantedOf(root));

/** Builds the migrator into migrator/dist; does nothing where nothing changed. One at a time. */
export async function buildMigrator(root, node) {
  const wanted = wantedOf(root);
  const folder = join(root, OUT);
  if (isStamped(folder, wanted)) return;
  const bundler = join(import.meta.dirname, 'bundle-migrator.mjs');
  await run('building the migrator', node, [bundler, root, folder], { cwd: root, minutes: 2 });
  stamp(folder, wanted);
}

// Brings what Rehome's commands need on a machine that has Node and npm; a no-op where it is there.
// By hand: node scripts/set-up.mjs [rsync] [python] [browser] [dashboard] [migrator] [build]
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildDashboard } from './set-up/build-dashboard.mjs';
import { buildMigrator } from './set-up/build-migrator.mjs';
import { findNode } from './set-up/node-24.mjs';
import { oneAtATime } from './set-up/one-at-a-time.mjs';
import { installPackages } from './set-up/packages.mjs';
import { orExplain, say } from './set-up/say.mjs';
import { installSystemPackages } from './set-up/system-packages.mjs';

/** The folder of this clone. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Installs the npm packages, and of `needs` ('rsync', 'python', 'browser', 'dashboard', 'migrator', 'build' for both) what is
 * named; answers with the path of the Node to go on with. `SetUpError` with one plain sentence where something is missing that only the reader can install.
 */
export function setUp({ needs = [] } = {}) {
  return oneAtATime(ROOT, async () => {
    await installSystemPackages(needs);
    await installPackages(ROOT);
    const node = findNode(ROOT);
    const isToBuild = (what) => needs.includes(what) || needs.includes('build');
    if (isToBuild('migrator')) await buildMigrator(ROOT, node);
    if (isToBuild('dashboard')) await buildDashboard(ROOT, node);
    return node;
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await orExplain(async () => say(`ready: ${await setUp({ needs: process.argv.slice(2) })}`));
}

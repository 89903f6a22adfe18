// npm run migrator -- …: builds the migrator where its sources changed, and is it.
import { buildMigrator, isMigratorBuilt } from './set-up/build-migrator.mjs';
import { findNode } from './set-up/node-24.mjs';
import { oneAtATime } from './set-up/one-at-a-time.mjs';
import { orExplain } from './set-up/say.mjs';
import { ROOT } from './set-up.mjs';

if (!isMigratorBuilt(ROOT)) {
  await orExplain(() => oneAtATime(ROOT, () => buildMigrator(ROOT, findNode(ROOT))));
}
await import('../migrator/dist/main.js');

// npm run migrator -- …: builds the migrator where its sources changed, and is it.
import { buildMigrator } from './set-up/build-migrator.mjs';
import { findNode } from './set-up/node-24.mjs';
import { orExplain } from './set-up/say.mjs';
import { ROOT } from './set-up.mjs';

await orExplain(() => buildMigrator(ROOT, findNode(ROOT)));
await import('../migrator/dist/main.js');

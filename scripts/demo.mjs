// npm run demo [-- --fresh] [--port N]: sets up what is missing, then goes on in demo/main.ts under the Node that npm brought.
import { join } from 'node:path';
import { continueIn } from './set-up/node-24.mjs';
import { orExplain } from './set-up/say.mjs';
import { ROOT, setUp } from './set-up.mjs';

const HELP = `npm run demo                 start the demo; homes and history stay for the next time
npm run demo -- --fresh      forget homes and history first
npm run demo -- --port N     the port of the page (4300 if not said)
`;

if (process.argv.includes('--help')) {
  process.stdout.write(HELP);
} else {
  await orExplain(async () => {
    const node = await setUp({ needs: ['rsync', 'build'] });
    continueIn(ROOT, node, join(ROOT, 'scripts', 'demo', 'main.ts'), process.argv.slice(2));
  });
}

// npm run screenshots [-- SCENES…]: pictures of the running product, for the README and, below .rehome, of every screen.
import { join } from 'node:path';
import { startSite } from '../proof/site.ts';
import { ROOT } from './demo/paths.ts';
import { DEMO_PEOPLE } from './sample-homes/people.ts';
import { Camera } from './screenshots/camera.ts';
import { endScenes, pendingScenes, silenceScenes } from './screenshots/end-scenes.ts';
import { copyScenes, refusedStart } from './screenshots/live-scenes.ts';
import { ODD_NAMES, overviewScenes } from './screenshots/overview-scenes.ts';
import { quietScenes } from './screenshots/quiet-scenes.ts';
import { recordScenes } from './screenshots/record-scenes.ts';
import type { Stage } from './screenshots/stage.ts';
import { startScenes } from './screenshots/start-scenes.ts';

/** In the order in which they follow from each other. */
const SCENES: Readonly<Record<string, (stage: Stage) => Promise<void>>> = {
  quiet: quietScenes,
  start: startScenes,
  overview: overviewScenes,
  copy: copyScenes,
  refused: refusedStart,
  ends: endScenes,
  pending: pendingScenes,
  silence: silenceScenes,
  record: recordScenes,
};

const wanted = process.argv.slice(2);
const site = await startSite({
  server: 'built',
  usernames: ODD_NAMES,
  people: DEMO_PEOPLE,
  sections: { limits: { concurrency: 1 } },
});
const camera = await Camera.open(join(ROOT, '.rehome', 'screenshots'), site.environment.url);
try {
  for (const [name, play] of Object.entries(SCENES)) {
    if (wanted.length === 0 || wanted.includes(name)) await play({ site, camera });
  }
} finally {
  await camera.close();
  await site.environment.stop();
}
process.exit(0);

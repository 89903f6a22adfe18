// npm run screenshots [-- SCENES…]: pictures of the running product, for the README and, below .rehome, of every screen.
import { join } from 'node:path';
import { startSite } from '../proof/site.ts';
import { ROOT } from './demo/paths.ts';
import { DEMO_PEOPLE } from './sample-homes/people.ts';
import { bulkScenes } from './screenshots/bulk-scenes.ts';
import { Camera } from './screenshots/camera.ts';
import { cleanupScenes } from './screenshots/cleanup-scenes.ts';
import { endScenes, pendingScenes, silenceScenes } from './screenshots/end-scenes.ts';
import { guideScenes } from './screenshots/guide-scenes.ts';
import { copyScenes, refusedStart } from './screenshots/live-scenes.ts';
import { menuScenes, staleScenes, tabScenes } from './screenshots/opened-scenes.ts';
import { ODD_NAMES, overviewScenes } from './screenshots/overview-scenes.ts';
import { pairScenes } from './screenshots/pair-scenes.ts';
import { quietScenes } from './screenshots/quiet-scenes.ts';
import { recordScenes } from './screenshots/record-scenes.ts';
import { scheduleScenes } from './screenshots/schedule-scenes.ts';
import type { Stage } from './screenshots/stage.ts';
import { startScenes } from './screenshots/start-scenes.ts';

type Scenes = Readonly<Record<string, (stage: Stage) => Promise<void>>>;

/** Scenes of one site, in the order in which they follow from each other, and the sites' limits. */
const SITES: readonly { readonly limits: Readonly<Record<string, unknown>>; readonly scenes: Scenes }[] = [
  {
    limits: { concurrency: 1 },
    scenes: {
      quiet: quietScenes,
      start: startScenes,
      schedule: scheduleScenes,
      copy: copyScenes,
      refused: refusedStart,
      ends: endScenes,
      pending: pendingScenes,
      silence: silenceScenes,
      record: recordScenes,
      menus: menuScenes,
      tabs: tabScenes,
      stale: staleScenes,
    },
  },
  { limits: { concurrency: 3, stalledAfter: '10s' }, scenes: { overview: overviewScenes } },
  { limits: { concurrency: 3 }, scenes: { pairs: pairScenes } },
  { limits: { concurrency: 2 }, scenes: { bulk: bulkScenes } },
  { limits: { concurrency: 2 }, scenes: { guide: guideScenes } },
  { limits: { concurrency: 2 }, scenes: { cleanup: cleanupScenes } },
];

const wanted = process.argv.slice(2);
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.includes(name);

for (const { limits, scenes } of SITES) {
  const played = Object.entries(scenes).filter(([name]) => isWanted(name));
  if (played.length === 0) continue;
  const people = { usernames: ODD_NAMES, people: DEMO_PEOPLE };
  const site = await startSite({ server: 'built', ...people, sections: { limits } });
  const camera = await Camera.open(join(ROOT, '.rehome', 'screenshots'), site.environment.url);
  try {
    for (const [, play] of played) await play({ site, camera });
  } finally {
    await camera.close();
    await site.environment.stop();
  }
}
process.exit(0);

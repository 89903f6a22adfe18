import { join } from 'node:path';
import { ROOT } from '../demo/paths.ts';
import { reviewOf } from './bulk-scenes.ts';
import type { Ready } from './camera.ts';
import { fillUp } from './end-scenes.ts';
import { heading, text } from './quiet-scenes.ts';
import { ended, holdSlowly, type Stage, start } from './stage.ts';

const LIST = `old_user,new_user,reason,ticket
mshark,mark.shark@example.org,Account renamed,DESK-4127
asolberg,anna.solberg,Account renamed,DESK-4128
ybenami,yael.benami,,
dokafor,daniel.okafor,New login,DESK-4130
mshrak,mark.shark@example.org,,
asolberg,anna.solberg,,
nobody-here,anna.solberg,,`;
const MARK = { oldUser: 'mshark', newUser: 'mark.shark@example.org' };
const FORM = `/migrations/new?old=${MARK.oldUser}&new=${encodeURIComponent(MARK.newUser)}`;

/** The pictures of docs/guide and docs/bulk.md, in the order in which an admin meets the screens. */
export async function guideScenes(stage: Stage): Promise<void> {
  const { site, camera } = stage;
  const take = (name: string, path: string, ready: Ready, height = 800): Promise<void> => {
    process.stdout.write(`guide-${name}\n`);
    const file = join(ROOT, 'docs', 'screenshots', `guide-${name}.png`);
    return camera.takeWindow(file, path, ready, { width: 1280, height });
  };
  await take('form', FORM, text(/migrated-mshark-/));
  await take('bulk', '/bulk', async (page) => {
    await reviewOf(page, LIST);
    await page
      .getByRole('button', { name: /^Ready/ })
      .first()
      .evaluate((chip) => chip.scrollIntoView({ block: 'start' }));
  });
  const check = await site.call('checkHomes', MARK);
  if (!check.ok) throw new Error(check.error.message);
  await ended(stage, check.value.id);
  await take('check', FORM, text(/It counts until/), 860);
  const done = await start(stage, MARK.oldUser, MARK.newUser);
  await ended(stage, done);
  await take('done', `/migrations/${done}`, heading(/^Done/), 960);
  await fillUp(stage, 'dokafor');
  const failed = await start(stage, 'dokafor', 'daniel.okafor');
  await ended(stage, failed);
  await take('failure', `/migrations/${failed}`, heading('Ran out of space or quota'), 960);
  await take('cleanup', '/cleanup', heading('Cleanup'));
  const running = await start(stage, 'asolberg', 'anna.solberg');
  const release = await holdSlowly(stage, running, 0.6);
  await take('run', `/migrations/${running}`, (page) => page.getByRole('progressbar').first().waitFor());
  release();
  await ended(stage, running);
}

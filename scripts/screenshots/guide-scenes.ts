import { join } from 'node:path';
import type { Script } from '../../embedded-cluster/script.ts';
import { until } from '../../proof/until.ts';
import { ROOT } from '../demo/paths.ts';
import { reviewOf } from './bulk-scenes.ts';
import type { Ready } from './camera.ts';
import { fillUp } from './end-scenes.ts';
import { heading, text } from './quiet-scenes.ts';
import { ended, type Stage, start } from './stage.ts';

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

const MIB = 1024 ** 2;
const TOTAL = { bytesTotal: 59_400 * MIB, filesTotal: 301_877 };
/** Bytes a second, one for each of the moments at which the copy tells how far it is. */
const RATES = [88, 104, 117, 121, 96, 108, 118, 126, 119, 122, 112, 121, 124, 118, 109, 116, 120, 118].map(
  (rate) => rate * MIB,
);

/** A copy that is as large as people's homes are, and that stays where it is half-way. */
const HALFWAY: Script = {
  steps: [
    { delayMs: 200, line: JSON.stringify({ seq: 0, at: '{now}', type: 'phase', phase: 'scanning' }) },
    { delayMs: 3_000, line: JSON.stringify({ seq: 1, at: '{now}', type: 'phase', phase: 'copying' }) },
    ...RATES.map((rate, at) => ({
      delayMs: 2_600,
      line: JSON.stringify({
        ...{ seq: at + 2, at: '{now}', type: 'progress', rate, remaining: at < 8 ? null : 232 - 2 * at, ...TOTAL },
        bytesDone: 32_000 * MIB + at * 260 * MIB,
        filesDone: 118_204 + at * 1_310,
        path: 'projects/survey/run-0412.h5',
      }),
    })),
    { delayMs: 600_000 },
  ],
};

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
  await take('check', FORM, text(/It counts until/), 890);
  const done = await start(stage, MARK.oldUser, MARK.newUser);
  await ended(stage, done);
  await take('done', `/migrations/${done}`, heading(/^Done/), 960);
  await fillUp(stage, 'dokafor');
  const failed = await start(stage, 'dokafor', 'daniel.okafor');
  await ended(stage, failed);
  await take('failure', `/migrations/${failed}`, heading('Ran out of space or quota'), 960);
  await take('cleanup', '/cleanup', heading('Cleanup'));
  await site.cluster.play('asolberg', HALFWAY);
  const running = await start(stage, 'asolberg', 'anna.solberg');
  const isThere = async () => (await site.run(running)).rates.length > 7 || undefined;
  await until('it has copied for a while', isThere, 90_000);
  await take('run', `/migrations/${running}`, (page) =>
    page
      .getByRole('img', { name: /rate|MiB/i })
      .first()
      .waitFor(),
  );
  await site.call('stopMigration', { runId: running });
  await ended(stage, running);
}

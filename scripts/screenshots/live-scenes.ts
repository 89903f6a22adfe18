import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { until } from '../../proof/until.ts';
import { ROOT } from '../demo/paths.ts';
import { heading, text } from './quiet-scenes.ts';
import { ended, holdSlowly, reach, type Stage, start } from './stage.ts';

const progress = (page: Page) => page.getByRole('progressbar').first().waitFor();

const more = (page: Page) => page.getByRole('button', { name: 'More actions' }).click();

/** A copy held half-way, whoever waits for it, and its stop. */
export async function copyScenes(stage: Stage): Promise<void> {
  const { camera, site } = stage;
  const id = await start(stage, 'asolberg', 'anna.solberg');
  const release = await holdSlowly(stage, id, 0.6);
  const page = `/migrations/${id}`;
  await camera.takeWindow(join(ROOT, 'docs', 'screenshots', 'live-run.png'), page, progress);
  await camera.take('run-copying', page, progress);
  const waiting = await start(stage, 'ybenami', 'yael.benami');
  await until('it says why it waits', async () => (await site.run(waiting)).reason ?? undefined, 10_000);
  await camera.take('run-queued', `/migrations/${waiting}`, heading(/ybenami/));
  await camera.take('start-conflict', '/migrations/new?old=asolberg&new=anna.solberg', heading('New migration'));
  await camera.take('stop-dialog', page, async (tab) => {
    await tab.getByRole('button', { name: 'Stop…' }).click();
    await tab.getByRole('alertdialog').waitFor();
  });
  await site.call('stopMigration', { runId: id });
  await reach(stage, id, 'stopping');
  await camera.take('run-stopping', page, text('Stopping'));
  release();
  await ended(stage, id);
  await camera.take('run-cancelled', page, heading(/Stopped/));
  await ended(stage, waiting);
  await camera.take('run-done', `/migrations/${waiting}`, heading('Done'));
  await camera.take('run-menu', `/migrations/${waiting}`, (tab) => more(tab));
  await camera.take('run-bundle', `/migrations/${waiting}`, async (tab) => {
    await more(tab);
    await tab.getByRole('button', { name: /^Download support bundle/ }).click();
    await tab.getByRole('dialog', { name: 'Download a support bundle?' }).waitFor();
  });
}

/** A start that is refused when it is asked for, because somebody was quicker than the next poll of the form. */
export async function refusedStart(stage: Stage): Promise<void> {
  const { camera, site } = stage;
  await site.cluster.fault({ kind: 'unschedulable' });
  const pair = { oldUser: 'dokafor', newUser: 'daniel.okafor' };
  await camera.take('start-refused', '/migrations/new?old=dokafor&new=daniel.okafor', async (page) => {
    const button = page.getByRole('button', { name: 'Start migration' });
    await button.waitFor();
    await page.route('**/api/pairs?*', (route) => route.abort());
    await site.call('startMigration', pair);
    await button.click();
    await page
      .getByText(/already being migrated/)
      .first()
      .waitFor();
  });
  const [run] = site.database.runsOf(pair.oldUser);
  if (!run) throw new Error('no run was started');
  await site.call('stopMigration', { runId: run.id });
  await site.cluster.clearFaults();
  await ended(stage, run.id);
}

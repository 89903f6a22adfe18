import type { Page } from '@playwright/test';
import { heading, text } from './quiet-scenes.ts';
import { ended, type Stage } from './stage.ts';

const PAIR = { oldUser: 'mshark', newUser: 'mark.shark@example.org' };
const FORM = `/migrations/new?old=${PAIR.oldUser}&new=${encodeURIComponent(PAIR.newUser)}`;
const NOTE = 'Your files are in your new home now.\nCall me if anything is missing. Dana, desk 4127';
const HOUR_MS = 3_600_000;

async function openFields(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Change options' }).click();
  await page.getByRole('combobox', { name: 'Start', exact: true }).selectOption('At a time');
  await page.getByRole('textbox', { name: /^Note to the user/ }).fill(NOTE);
}

/** A start at a time with a note: in the form, wrong in the form, waiting for its time, and afterwards. */
export async function scheduleScenes(stage: Stage): Promise<void> {
  const { camera, site } = stage;
  await camera.take('start-scheduled', FORM, openFields);
  await camera.take('start-scheduled-wrong', FORM, async (page) => {
    await openFields(page);
    await page.getByLabel(/^Day and time/).fill('2026-01-01T18:00');
    await page.getByRole('button', { name: 'Schedule migration' }).click();
    await text(/This time is over/)(page);
  });
  const notBefore = new Date(Math.ceil(Date.now() / HOUR_MS) * HOUR_MS + 3 * HOUR_MS).toISOString();
  const asked = await site.call('startMigration', { ...PAIR, notBefore, note: NOTE });
  if (!asked.ok) throw new Error(asked.error.message);
  const { id } = asked.value;
  const run = `/migrations/${id}`;
  await camera.take('run-scheduled', run, text(/^Starts /));
  await camera.take('list-scheduled', '/migrations', text('Scheduled'));
  await camera.take('overview-scheduled', '/', text('Scheduled'));
  await site.call('startNow', { runId: id });
  await ended(stage, id);
  await camera.take('run-noted', `${run}?tab=settings`, heading(/^Done/));
}

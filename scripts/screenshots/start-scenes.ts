import type { Page } from '@playwright/test';
import { text } from './quiet-scenes.ts';
import { ended, type Stage } from './stage.ts';

const PAIR = { oldUser: 'mshark', newUser: 'mark.shark@example.org' };
const FORM = `/migrations/new?old=${PAIR.oldUser}&new=${encodeURIComponent(PAIR.newUser)}`;
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

/** The start form with the findings of a check, its options, what is wrong with them, and what would be created. */
export async function startScenes(stage: Stage): Promise<void> {
  const { camera, site } = stage;
  const asked = await site.call('checkHomes', PAIR);
  if (!asked.ok) throw new Error(asked.error.message);
  await ended(stage, asked.value.id);
  await camera.take('start-checked', FORM, text(/It counts until/));
  await camera.take('start-options', FORM, (page) => press(page, 'Change options'));
  await camera.take('start-errors', FORM, async (page) => {
    await press(page, 'Change options');
    await page.getByRole('textbox', { name: /^Also left out/ }).fill('~/data');
    await page.getByRole('textbox', { name: /^Speed limit/ }).fill('5 MB');
    await press(page, 'Start migration');
    await text(/begins with “~/)(page);
  });
  await camera.take('start-objects', FORM, async (page) => {
    await press(page, 'What will be created');
    await page.getByRole('button', { name: 'Copy YAML' }).waitFor();
  });
}

import type { Page } from '@playwright/test';
import type { Stage } from './stage.ts';

export const heading = (name: string | RegExp) => (page: Page) => page.getByRole('heading', { name }).first().waitFor();
export const text = (words: string | RegExp) => (page: Page) => page.getByText(words).first().waitFor();

/** What is seen before anything has happened. */
export async function quietScenes({ camera }: Stage): Promise<void> {
  await camera.take('audit-empty', '/audit', heading('Audit'));
  await camera.take('list-empty', '/migrations', heading('Migrations'));
  await camera.take('start-empty', '/migrations/new', heading('New migration'));
  await camera.take('start-picker', '/migrations/new', async (page) => {
    await page.getByRole('combobox', { name: 'Old account' }).fill('sol');
    await page.getByRole('option', { name: /asolberg/ }).waitFor();
  });
  await camera.take('start-filled', '/migrations/new?old=asolberg&new=anna.solberg', text(/migrated-asolberg-/));
  await camera.take('pair-never', '/pairs/lchen/li.chen', heading(/lchen/));
  await camera.take('cleanup-empty', '/cleanup', text('Nothing to clean up'));
  await camera.take('not-found', '/nothing/here', heading(/./));
}

import type { Page } from '@playwright/test';
import { text } from './quiet-scenes.ts';
import type { Stage } from './stage.ts';

const LIST = `old_user,new_user,reason,ticket,exclude_preset,verify
mshark,mark.shark@example.org,Account renamed,DESK-4127,caches; *.iso,checksums
asolberg,anna.solberg,Account renamed,DESK-4128,none,
ybenami,yael.benami,,
dokafor,daniel.okafor,"Moved to the institute’s own login, the old one ends in March",DESK-4130
rgomez,somebody.else,,
lchen,li.chen,,
li.chen,יעל.בן-עמי,,
mshrak,mark.shark@example.org,,
asolberg,anna.solberg,,
nobody-here,anna.solberg,,
maria.de-los-angeles.fernandez-hernandez@physics.example-university.edu,a.very.long.user.name.of.somebody,,`;

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();

const review = (page: Page): Promise<void> => reviewOf(page, LIST);

/** Puts a list in, in which a row is repeated, and reads it. */
export async function reviewOf(page: Page, list: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Pairs of accounts' }).fill(list);
  await press(page, 'Read the list');
  await page.getByRole('button', { name: /^Repeated/ }).waitFor();
}

/** From a list of pairs to a batch that has ended. */
export async function bulkScenes({ camera }: Stage): Promise<void> {
  await camera.take('bulk-empty', '/bulk', text('One pair a line.'));
  await camera.take('bulk-unreadable', '/bulk', async (page) => {
    await page.getByRole('textbox', { name: 'Pairs of accounts' }).fill('a,b\n"c');
    await press(page, 'Read the list');
    await text(/^Line 2/)(page);
  });
  await camera.take('bulk-review', '/bulk', review);
  await camera.take('bulk-start', '/bulk', async (page) => {
    await review(page);
    await press(page, /^Start \d+ migration/);
    await page.getByRole('alertdialog').waitFor();
  });
  const many = Array.from({ length: 200 }, (_, at) => `mshark,mark.shark@example.org,Row ${at + 1}`).join('\n');
  await camera.take('bulk-review-many', '/bulk', (page) => reviewOf(page, many));
  let batch = '';
  await camera.visit('/bulk', async (page) => {
    await review(page);
    await press(page, /^Start \d+ migration/);
    await press(page, 'Start batch');
    await page.waitForURL(/\/bulk\/[0-9a-f-]{36}$/);
    batch = new URL(page.url()).pathname;
  });
  await camera.take('batch-running', batch, text(/running/));
  await camera.visit(batch, async (page) => {
    await press(page, 'Pause');
    await page.getByText('Paused by').waitFor();
  });
  await camera.take('batch-paused', batch, text('Paused by'));
  await camera.visit(batch, async (page) => {
    await press(page, 'Go on');
    await page.getByText('Paused by').waitFor({ state: 'detached' });
  });
  await camera.take('batch-stop', batch, async (page) => {
    await press(page, 'Stop all…');
    await page.getByRole('alertdialog').waitFor();
  });
  await camera.visit(batch, (page) => page.getByText(/Ended \d/).waitFor({ timeout: 90_000 }));
  await camera.take('batch-ended', batch, text(/Ended \d/));
  await camera.take('bulk-batches', '/bulk', text('Batch of'));
  await camera.take('pair-right-to-left', `/pairs/li.chen/${encodeURIComponent('יעל.בן-עמי')}`, text('li.chen'));
  await camera.take('list-right-to-left', '/migrations', text('li.chen'));
}

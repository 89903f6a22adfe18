import { expect, test } from './fixtures.ts';
import { startQuietly, untilStatus } from './steps.ts';

test('a run on paper is what happened, without what only works on a screen', async ({ page, environment }) => {
  const id = await startQuietly(environment.url, 'ybenami', 'yael.benami');
  await untilStatus(environment.url, id, 'succeeded', 'succeeded_with_notes');
  await page.goto(`/migrations/${id}?tab=timeline`);
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Receipt' })).toBeVisible();
  await expect(page.getByText('Objects asked for')).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('searchbox')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
});

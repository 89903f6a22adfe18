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
  const asked = new RegExp(`^Run id ${id}, requested \\w{3} \\d{1,2} \\w{3} \\d{4}, \\d\\d:\\d\\d:\\d\\d `);
  await expect(page.getByText(asked)).toBeVisible();
  await expect(page.getByRole('navigation', { name: 'Main' })).toBeHidden();
  await expect(page.getByRole('searchbox')).toHaveCount(0);
  await expect(page.getByRole('main').getByRole('button')).toHaveCount(0);
  await page.emulateMedia({ media: 'screen' });
  await expect(page.getByText(asked)).toBeHidden();

  // The log too, without what searches and filters it.
  await page.goto(`/migrations/${id}`);
  await expect(page.getByRole('searchbox', { name: 'Search in the log' })).toBeVisible();
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('log')).toBeVisible();
  await expect(page.getByText(/The whole log:/)).toBeHidden();
  await expect(page.getByRole('searchbox')).toHaveCount(0);
  await expect(page.getByRole('combobox')).toHaveCount(0);
});

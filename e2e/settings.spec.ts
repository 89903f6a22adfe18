import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { ask } from './http.ts';

test('the settings tell what is configured and where it is from, on each tab', async ({ page, environment }) => {
  await page.goto('/migrations');
  await expect(async () => {
    await page.keyboard.press('g');
    await page.keyboard.press('s');
    await page.waitForURL(/\/settings$/, { timeout: 2_000 });
  }).toPass();
  await expect(page.getByText(environment.configFile)).toBeVisible();
  await expectAccessible(page);
  const rows = page.getByRole('table', { name: 'Settings' }).getByRole('row');
  await page.getByRole('link', { name: 'Limits' }).click();
  await expect(rows.filter({ hasText: 'limits.runTimeout' })).toContainText('24h');
  await expect(rows.filter({ hasText: 'limits.runTimeout' })).toContainText('default');
  await page.getByRole('link', { name: 'Migrator pods' }).click();
  await expect(rows.filter({ hasText: 'migrator.image' }).first()).toContainText(/line \d+ of the file/);
  await page.setViewportSize({ width: 360, height: 780 });
  for (const tab of ['cluster', 'homes', 'pods', 'limits', 'policy', 'notifications', 'records', 'about']) {
    await page.goto(`/settings?tab=${tab}`);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await expect(page.getByText('SQLite 3.')).toBeVisible();
});

test('the tests of the set-up tell what is wrong in words, make nothing, and are in the audit', async ({
  page,
  environment,
}) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Try a pod' }).click();
  await expect(page.getByText('The cluster would take the pod of a copy.')).toBeVisible();
  await page.getByRole('button', { name: 'Check permissions' }).click();
  await expect(page.getByText(/has all 8 permissions it needs/)).toBeVisible();
  const fault = { kind: 'forbidden', verb: 'create', resource: 'pods', message: 'User "x" cannot create pods' };
  const faults = `${environment.clusterUrl}/embedded/faults`;
  await ask(faults, { method: 'POST', body: JSON.stringify(fault) });
  try {
    await page.getByRole('button', { name: 'Check permissions' }).click();
    await expect(page.getByText('1 of 8 permissions are missing')).toBeVisible();
    await expect(page.getByText('No migration and no check can start.')).toBeVisible();
    await page.getByRole('button', { name: 'Try a pod' }).click();
    await expect(page.getByText('The cluster does not let Rehome do this.')).toBeVisible();
    await expectAccessible(page);
  } finally {
    await ask(faults, { method: 'DELETE' });
  }
  await page.goto('/audit?what=settings.try-pod');
  const rows = page.getByRole('table', { name: 'Audit' }).getByRole('row');
  await expect(rows.nth(1)).toContainText('Failed');
  await expect(rows.nth(2)).toContainText('Done');
});

test('a test pod tells in words that image and volume are there, or why not, and does not stay', async ({
  page,
  environment,
}) => {
  await page.goto('/settings');
  await page.getByRole('button', { name: 'Run a pod' }).click();
  await expect(page.getByText('A pod ran: the image is there, and the volume of the homes is mounted.')).toBeVisible({
    timeout: 60_000,
  });
  await expect(page.getByText(/^The volume has .* free of /)).toBeVisible();
  await expectAccessible(page);
  const faults = `${environment.clusterUrl}/embedded/faults`;
  await ask(faults, { method: 'POST', body: JSON.stringify({ kind: 'image-pull' }) });
  try {
    await page.getByRole('button', { name: 'Run a pod' }).click();
    await expect(page.getByText(/can't pull the image of set-up-check/).first()).toBeVisible({ timeout: 60_000 });
    await expectAccessible(page);
  } finally {
    await ask(faults, { method: 'DELETE' });
  }
  await page.goto('/cleanup');
  await expect(page.getByText(/rehome-set-up-check/)).toHaveCount(0);
});

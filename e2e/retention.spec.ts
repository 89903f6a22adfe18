import type { Page } from '@playwright/test';
import { ageRun } from '../proof/age.ts';
import type { SamplePerson } from '../scripts/sample-homes/people.ts';
import { type Environment, startEnvironment } from './environment.ts';
import { expect, expectAccessible, expectSound, test } from './fixtures.ts';
import { ask } from './http.ts';
import { startQuietly, untilStatus } from './steps.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const PEOPLE: readonly SamplePerson[] = ['anna', 'anna.2025', 'bea', 'bea.2025'].map((username, at) => ({
  ...{ username, displayName: username, uid: 21_000 + at },
  parts: [{ kind: 'dot-files' }],
}));

const records = (page: Page) => page.getByRole('region', { name: 'Kept records' });

test('where nothing is configured, both places say that everything is kept, and how to change it', async ({ page }) => {
  for (const address of ['/cleanup', '/settings?tab=records']) {
    await page.goto(address);
    await expect(page.getByText('Everything is kept for good')).toBeVisible();
    await expect(page.getByText(/say how long they are kept under/)).toBeVisible();
    await expectSound(page, address);
  }
  await expect(page.getByRole('row').filter({ hasText: 'retention.runs' })).toContainText('never');
});

test.describe('with rules', () => {
  let site: Environment;
  test.beforeAll(async () => {
    test.setTimeout(180_000);
    site = await startEnvironment({ people: PEOPLE, sections: { retention: { runs: '365d', evidence: '90d' } } });
  });
  test.afterAll(() => site?.stop());

  test('both places tell what would go, it goes when asked to, and a run that stays says when its log went', async ({
    page,
  }) => {
    test.setTimeout(120_000);
    const ids: string[] = [];
    for (const name of ['anna', 'bea']) {
      const id = await startQuietly(site.url, name, `${name}.2025`);
      await untilStatus(site.url, id, 'succeeded', 'succeeded_with_notes');
      ids.push(id);
    }
    const [old = '', lost = ''] = ids;
    await site.restart(async () => {
      ageRun(site.databaseFile, old, 400 * DAY_MS);
      ageRun(site.databaseFile, lost, 100 * DAY_MS);
    });
    for (const address of ['/cleanup', '/settings?tab=records']) {
      await expectSound(page, site.url + address);
      await expect(records(page)).toContainText('kept for 365 days');
      await expect(records(page)).toContainText('1 run to go');
      await expect(records(page)).toContainText(/logs of 2 runs, [\d.]+ (bytes|KiB) to go/);
      await expect(records(page)).toContainText('Nothing was removed yet. Next at');
    }
    await page.goto(`${site.url}/cleanup`);
    await page.getByRole('button', { name: 'Remove now…' }).click();
    const dialog = page.getByRole('alertdialog', { name: 'Remove old records now?' });
    await expect(dialog).toContainText('1 run; logs of 2 runs');
    await expect(dialog.getByRole('button', { name: 'Keep them' })).toBeFocused();
    await expectAccessible(page);
    await dialog.getByRole('button', { name: 'Remove old records' }).click();
    await expect(dialog).toBeHidden();
    await expect(async () => {
      await page.reload();
      await expect(records(page)).toContainText(/Last at .*: 1 run, logs of 2 runs/, { timeout: 1000 });
    }).toPass();
    await page.goto(`${site.url}/audit`);
    await expect(page.getByRole('row').filter({ hasText: 'Remove old runs' }).first()).toContainText('local');
    expect((await ask(`${site.url}/migrations/${old}`)).status).toBe(404);
    for (const tab of ['log', 'events', 'resources']) {
      await expectSound(page, `${site.url}/migrations/${lost}?tab=${tab}`);
      await expect(page.getByText(/Log and events were removed on .* by the retention rule/)).toBeVisible();
    }
  });
});

import { Embedded } from '../proof/embedded.ts';
import { pods, said } from '../proof/pod-scripts.ts';
import { startEnvironment } from './environment.ts';
import { expect, expectAccessible, test } from './fixtures.ts';
import { startQuietly, untilStatus } from './steps.ts';

test('rows that are known not to fit hold the start back; where something is left out the question says so', async ({
  page,
}) => {
  test.setTimeout(120_000);
  const own = await startEnvironment();
  const cluster = new Embedded(own.clusterUrl);
  const home = { uid: 30_001, gid: 100, mode: 0o755 };
  const GIB = 1024 ** 3;
  const seen = {
    ...{ oldHome: home, newHome: home, totalFiles: 9, totalBytes: 5 * GIB },
    room: { bytesFree: 3 * GIB, bytesTotal: 9 * GIB, inodesFree: 9 },
  };
  await cluster.play('ybenami', { ...pods.good, terminationMessage: said(seen) });
  try {
    const run = await startQuietly(own.url, 'ybenami', 'yael.benami');
    await untilStatus(own.url, run, 'succeeded', 'succeeded_with_notes');
    await page.goto(`${own.url}/bulk`);
    await expect(async () => {
      const text = page.getByRole('textbox', { name: 'Pairs of accounts' });
      await text.fill('old_user,new_user,exclude_preset\nybenami,yael.benami,none');
      await page.getByRole('button', { name: 'Read the list' }).click();
      await expect(page.getByRole('heading', { name: '1 row' })).toBeVisible({ timeout: 2_000 });
    }).toPass();
    const again = page.getByRole('checkbox', { name: /^Copy again/ });
    await again.check();
    await expect(page.getByText('There is not enough room for all of them.', { exact: true })).toBeVisible();
    const start = page.getByRole('button', { name: 'Start 1 migration…' });
    await expect(start).toHaveAttribute('aria-disabled', 'true');
    await expect(start).toHaveAccessibleDescription(/not enough room for all of them\. Start fewer/);
    await expectAccessible(page);

    const leftOut = page.getByRole('textbox', { name: 'Left out, line 2' });
    await leftOut.fill('caches');
    await leftOut.press('Enter');
    await again.check();
    await expect(page.getByText('There may not be enough room for all of them.')).toBeVisible();
    await start.click();
    const dialog = page.getByRole('alertdialog', { name: 'Start 1 migration (5.0 GiB)?' });
    await expect(dialog).toContainText('5.0 GiB before anything is left out, and 3.0 GiB were last seen free.');
    await expectAccessible(page);
    await page.goto('about:blank');
  } finally {
    await own.stop();
  }
});

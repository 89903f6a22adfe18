import { EXIT } from '#lib/migrations/exit-codes.ts';
import { Embedded } from '../proof/embedded.ts';
import { pods, said } from '../proof/pod-scripts.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { startQuietly, untilStatus } from './steps.ts';

const [OLD, NEW] = ['mshark', 'mark.shark@example.org'];
const full = {
  exitCode: EXIT.outOfSpace,
  folderState: 'partial',
  files: 9,
  bytes: 90_000,
  totalBytes: 200_000,
} as const;

test('a copy that failed half-way is resumed from its page, and the one that then failed is discarded', async ({
  page,
  environment,
}) => {
  await page.setViewportSize({ width: 360, height: 780 });
  const cluster = new Embedded(environment.clusterUrl);
  await cluster.play(OLD, { ...pods.failing, exitCode: EXIT.outOfSpace, terminationMessage: said(full) });
  const first = await startQuietly(environment.url, OLD, NEW);
  await untilStatus(environment.url, first, 'failed');

  await page.goto(`/migrations/${first}`);
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.waitForURL((url) => /\/migrations\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.endsWith(first));
  await expect(page.getByText(/Goes on from run #\d+/)).toBeVisible();
  await untilStatus(environment.url, page.url().slice(-36), 'failed');
  const second = page.url();

  await page.goto(`/migrations/${first}`);
  await expect(page.getByText(/Superseded by run #\d+/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Resume' })).toHaveCount(0);

  await page.goto(second);
  await page.getByRole('button', { name: 'Remove the partial copy' }).click();
  const confirm = page.getByRole('button', { name: 'Remove copy' });
  const typed = page.getByRole('textbox', { name: 'Type the name of the folder to confirm' });
  await typed.fill(OLD);
  await expect(confirm).toBeDisabled();
  await expectAccessible(page);
  await typed.fill(`.rehome-${first}`);
  await cluster.play(OLD, { steps: [], exitCode: 0, terminationMessage: said({ folder: null, folderState: 'none' }) });
  await confirm.click();
  await expect(page.getByRole('heading', { name: 'Partial copy removed' })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  await page.goto(second);
  await expect(page.getByText(/Partial copy removed by run #\d+/)).toBeVisible();
  await page.goto(`/pairs/${OLD}/${NEW}`);
  const folders = page.getByRole('complementary', { name: 'Folders on disk' });
  await expect(folders).toContainText('Removed');
  await expect(folders).toContainText('Passed on');
  await expectNoSidewaysScroll(page);
  await fetch(`${environment.clusterUrl}/embedded/script`, { method: 'PUT', body: 'null' });
});

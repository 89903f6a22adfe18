import type { Page } from '@playwright/test';
import { EXIT } from '#lib/migrations/exit-codes.ts';
import { Embedded } from '../proof/embedded.ts';
import { pods, said } from '../proof/pod-scripts.ts';
import type { Environment } from './environment.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { ask, callAction } from './http.ts';
import { startQuietly, untilStatus } from './steps.ts';

const [OLD, NEW] = ['mshark', 'mark.shark@example.org'];
const FINALIZER = 'storage.example.org/protect';
const full = {
  ...pods.failing,
  exitCode: EXIT.outOfSpace,
  terminationMessage: said({
    ...{ exitCode: EXIT.outOfSpace, folder: null, folderState: 'partial' as const },
    ...{ files: 9_100, bytes: 44 * 1024 ** 3, totalFiles: 12_204, totalBytes: 61 * 1024 ** 3 },
  }),
};
const gone = { steps: [], exitCode: 0, terminationMessage: said({ folder: null, folderState: 'none' }) };

const partialCopies = (page: Page) => page.getByRole('region', { name: 'Partial copies' });
const rowOf = (page: Page, folder: string) => partialCopies(page).getByRole('row').filter({ hasText: folder });

/** Has a run fail as the script says: by default it leaves a partial copy behind. */
async function leftBehind({ url, clusterUrl }: Environment, script: Parameters<Embedded['play']>[1] = full) {
  const cluster = new Embedded(clusterUrl);
  await cluster.play(OLD, script);
  const run = await startQuietly(url, OLD, NEW);
  await untilStatus(url, run, 'failed');
  return { cluster, run, folder: `.rehome-${run}` };
}

test('a partial copy is resumed from the cleanup page, and the one that is left then is removed', async ({
  page,
  environment,
}) => {
  const { cluster, run: first, folder } = await leftBehind(environment);

  await page.goto('/');
  await page.getByRole('link', { name: /^Look at .*partial cop/ }).click();
  await expect(page).toHaveURL(/\/cleanup#partial-copies$/);
  await expect(rowOf(page, folder)).toContainText('44.0 GiB');
  await expect(rowOf(page, folder)).toContainText('9,100 files');
  await expect(rowOf(page, folder)).toContainText('Ran out of space or quota');
  await expectAccessible(page);
  await page.getByRole('button', { name: `Resume ${folder}` }).click();
  await page.waitForURL((url) => /\/migrations\/[0-9a-f-]{36}$/.test(url.pathname));
  const second = page.url().slice(-36);
  expect(second).not.toBe(first);
  await untilStatus(environment.url, second, 'failed');

  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto('/cleanup');
  await expect(rowOf(page, folder)).toHaveCount(1);
  await expect(rowOf(page, folder).getByRole('link', { name: /^run #/ })).toHaveAttribute(
    'href',
    `/migrations/${second}`,
  );
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);

  await page.getByRole('button', { name: `Remove ${folder}` }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Remove the partial copy?' });
  await expect(dialog).toContainText('9,100 files, 44.0 GiB');
  const confirm = dialog.getByRole('button', { name: 'Remove copy' });
  await expect(confirm).toBeDisabled();
  const typed = dialog.getByRole('textbox');
  await typed.fill(folder.slice(0, -1));
  await expect(confirm).toBeDisabled();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await typed.fill(folder);
  await cluster.play(OLD, gone);
  await confirm.click();
  await expect(page.getByRole('heading', { name: 'Partial copy removed' })).toBeVisible();
  await page.goto('/cleanup');
  await expect(page.getByRole('heading', { level: 1, name: 'Cleanup' })).toBeVisible();
  await expect(page.getByText(folder)).toHaveCount(0);
  await cluster.forget();
});

test('while a run works on a partial copy the page names that run, and offers nothing else', async ({
  page,
  environment,
}) => {
  const { cluster, folder } = await leftBehind(environment);
  await page.goto('/cleanup');
  // By the keyboard alone.
  await cluster.play(OLD, pods.endless);
  const resume = page.getByRole('button', { name: `Resume ${folder}` });
  await resume.focus();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: `Remove ${folder}` })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: `Remove ${folder}` })).toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => /\/migrations\/[0-9a-f-]{36}$/.test(url.pathname));
  const second = page.url().slice(-36);
  await untilStatus(environment.url, second, 'copying');

  await page.goto('/cleanup');
  await expect(rowOf(page, folder)).toContainText(/Being resumed by run #\d+/);
  await expect(rowOf(page, folder).getByRole('button')).toHaveCount(0);
  await callAction(environment.url, 'stopMigration', { runId: second });
  await untilStatus(environment.url, second, 'cancelled');
  await cluster.forget();
});

test('a pod that a finalizer holds is told of with its name, and cannot be asked to go again', async ({
  page,
  environment,
}) => {
  const { cluster, run } = await leftBehind(environment, {
    ...pods.failing,
    terminationMessage: said({ exitCode: EXIT.copyFailed, folder: null, folderState: 'none' }),
  });
  const pod = await podOf(environment.url, run);
  const address = `${environment.clusterUrl}/api/v1/namespaces/${pod.namespace}/pods/${pod.name}`;
  const finalizers = async (names: readonly string[]) => {
    const answer = await fetch(address, {
      method: 'PATCH',
      headers: { 'content-type': 'application/merge-patch+json' },
      body: JSON.stringify({ metadata: { finalizers: names } }),
    });
    expect(answer.ok).toBe(true);
  };
  await page.goto('/cleanup');
  const row = page.getByRole('region', { name: 'Cluster leftovers' }).getByRole('row').filter({ hasText: pod.name });
  await expect(row).toContainText('Kept after a failure');
  await expect(row).toContainText('Log and events saved');
  await finalizers([FINALIZER]);
  expect((await fetch(address, { method: 'DELETE' })).ok).toBe(true);
  await expect(row).toContainText(/Deletion requested .+ ago; waiting on finalizer storage\.example\.org\/protect\./);
  await expect(row.getByRole('button')).toHaveCount(0);
  await expectAccessible(page);
  await finalizers([]);
  await expect(row).toHaveCount(0);
  await cluster.forget();
});

test('how an old home is deleted by hand is told on the page, step by step', async ({ page }) => {
  await page.goto('/cleanup');
  await expect(page.getByText('Is the copy finished?')).toBeHidden();
  await page.getByText('How an old home is deleted').click();
  await expect(page.getByText('Is the copy finished?')).toBeVisible();
  await expect(page.getByText(/^kubectl -n NAMESPACE get pvc CLAIM/)).toBeVisible();
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

async function podOf(url: string, run: string): Promise<{ readonly name: string; readonly namespace: string }> {
  const { body } = await ask(`${url}/api/runs/${run}`);
  return (JSON.parse(body) as { pod: { name: string; namespace: string } }).pod;
}

import { EXIT } from '#lib/migrations/exit-codes.ts';
import { pods, said } from '../proof/pod-scripts.ts';
import { type Site, startSite } from '../proof/site.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { untilStatus } from './steps.ts';

const USERS = [
  'done.old',
  'done.new',
  'full.old',
  'full.new',
  'busy.old',
  'busy.new',
  'wait.old',
  'wait.new',
  'seen.old',
  'seen.new',
];
const ROOM = { bytesFree: 3 * 1024 ** 3, bytesTotal: 4 * 1024 ** 3, inodesFree: 9 };
let site: Site;
test.beforeAll(async () => {
  site = await startSite({ server: 'built', usernames: USERS, sections: { limits: { concurrency: 1 } } });
});
test.afterAll(() => site?.environment.stop());

const start = async (name: string): Promise<string> => {
  const answer = await site.call('startMigration', { oldUser: `${name}.old`, newUser: `${name}.new` });
  return answer.ok ? answer.value.id : JSON.stringify(answer);
};
const until = (id: string, ...statuses: string[]) => untilStatus(site.environment.url, id, ...statuses);

test('the overview leads to the first migration, and tells what was done, what goes on and what needs somebody', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(site.environment.url);
  await expect(page.getByRole('heading', { name: 'No migrations yet' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'From a list' })).toHaveAttribute('href', '/bulk');
  await expectAccessible(page);
  await page.getByRole('link', { name: 'New migration' }).last().click();
  await page.waitForURL(/migrations\/new/);

  const home = { uid: 30_001, gid: 100, mode: 0o755 };
  const moved = { bytes: 2 * 1024 ** 3, totalBytes: 2 * 1024 ** 3, newHome: home, room: ROOM };
  await site.cluster.play('done.old', { ...pods.good, terminationMessage: said(moved) });
  await until(await start('done'), 'succeeded');
  // A page listens to keys only when its scripts have run.
  await expect(async () => {
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('g');
    await page.keyboard.press('o');
    await page.waitForURL(`${site.environment.url}/`, { timeout: 2_000 });
  }).toPass();
  await expect(page.getByText('Nothing needs attention.')).toBeVisible();
  await expect(page.getByRole('img', { name: /^Copied by day, 2\.0 GiB in all/ })).toBeVisible();
  await expect(page.getByRole('img', { name: '1.0 GiB of 4.0 GiB used, 25 percent' })).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Recently ended' })).toContainText('done.new');
  await page.getByText('Show as a table').click();
  await expect(page.getByRole('table', { name: 'Copied by day' }).getByRole('row').last()).toContainText('1 done');
  await expectAccessible(page);

  const full = { exitCode: EXIT.outOfSpace, folderState: 'partial', bytes: 90, totalBytes: 200 } as const;
  await site.cluster.play('full.old', { ...pods.failing, exitCode: EXIT.outOfSpace, terminationMessage: said(full) });
  await until(await start('full'), 'failed');
  await site.cluster.play('busy.old', pods.endless);
  const busy = await start('busy');
  await until(busy, 'copying');
  const waiting = await start('wait');

  // The open page learns of it by itself, and says everything once.
  const attention = page.getByRole('region', { name: 'Needs attention' });
  await expect(attention.getByRole('link')).toHaveText(/full\.old.*full\.new.*Ran out of space or quota\..*kept\./);
  await expect(page.getByText('Ran out of space or quota')).toHaveCount(1);
  const now = page.getByRole('region', { name: 'Now' });
  await expect(now.getByRole('row').filter({ hasText: 'busy.new' })).toContainText('Copying');
  await expect(now.getByRole('img', { name: /^Step 4 of 7, Copying/ })).toBeVisible();
  await expect(now.getByRole('row').filter({ hasText: 'wait.new' })).toContainText('Queued, 1st');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  for (const width of [360, 800]) {
    await page.setViewportSize({ width, height: 780 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
  await attention.getByRole('button', { name: 'Mark as seen: full.old to full.new, run 1' }).click();
  await expect(page.getByText('Nothing needs attention.')).toBeVisible();
  await expect(page.getByRole('complementary', { name: 'Recently ended' })).toContainText('full.new');
  for (const runId of [waiting, busy]) await site.call('stopMigration', { runId });
  await until(busy, 'cancelled');
});

test('a failure that nobody saw is marked as seen on its page, which says then who saw it and when', async ({
  page,
}) => {
  await site.cluster.play('seen.old', pods.failing);
  const id = await start('seen');
  await until(id, 'failed');
  await page.goto(`${site.environment.url}/migrations/${id}`);
  const next = page.getByRole('complementary', { name: 'What to do next' });
  const button = next.getByRole('button', { name: 'Mark as seen' });
  await expect(button).toBeVisible();
  await expectAccessible(page);
  await button.focus();
  await page.keyboard.press('Enter');
  await expect(next.getByRole('status')).toHaveText(/^Seen by .+, just now$/);
  await expect(next.getByRole('time')).toHaveAttribute('title', /\d{4}/);
  await expect(button).toHaveCount(0);
  await expectAccessible(page);
  await page.setViewportSize({ width: 360, height: 780 });
  await expectNoSidewaysScroll(page);
  await page.reload();
  await expect(next.getByRole('status')).toHaveText(/^Seen by .+, just now$/);
  await page.goto(`${site.environment.url}/migrations?show=attention`);
  await expect(page.getByRole('row', { name: /seen\.old/ })).toHaveCount(0);
});

test.describe('a page that is left open', () => {
  test('asks one route, and nothing of it reaches the cluster', async ({ page }) => {
    const asked = new Set<string>();
    await page.goto(site.environment.url);
    page.on('request', (request) => asked.add(new URL(request.url()).pathname));
    await fetch(`${site.environment.clusterUrl}/embedded/requests`, { method: 'DELETE' });
    await expect.poll(() => asked.has('/api/overview')).toBe(true);
    await page.waitForResponse(/api\/overview/);
    // The frame asks for itself only where an answer of the page is late.
    const routes = [...asked].filter((path) => path.startsWith('/api/') && path !== '/api/shell');
    expect(routes).toEqual(['/api/overview']);
    const counts = (await (await fetch(`${site.environment.clusterUrl}/embedded/requests`)).json()) as {
      total: number;
    };
    expect(counts.total).toBe(0);
  });
});

import { pods } from '../proof/pod-scripts.ts';
import { startSite } from '../proof/site.ts';
import { expect, expectAccessible, expectNoSidewaysScroll, test } from './fixtures.ts';
import { untilStatus } from './steps.ts';

const line = (seq: number, rest: object) => ({
  delayMs: 20,
  line: JSON.stringify({ seq, at: '{now}', ...rest }),
});
const NOTHING = { bytesDone: 0, filesDone: 0, rate: null, remaining: null, path: null };
/** A check that has seen some of the homes, and goes on until it is asked to stop. */
const looking = {
  ...pods.endless,
  steps: [
    line(0, { type: 'phase', phase: 'scanning' }),
    line(1, { ...NOTHING, type: 'progress', filesTotal: 12_345, bytesTotal: 58 * 1024 ** 3 }),
    { delayMs: 600_000 },
  ],
};

test('a check that works says what it has seen so far, and no percentage or rate', async ({ page }) => {
  const site = await startSite({ server: 'built', usernames: ['look.old', 'look.new'] });
  const { url } = site.environment;
  try {
    await site.cluster.play('look.old', looking);
    const answer = await site.call('checkHomes', { oldUser: 'look.old', newUser: 'look.new' });
    if (!answer.ok) throw new Error(answer.error.message);
    await untilStatus(url, answer.value.id, 'scanning');
    await page.goto(`${url}/migrations/${answer.value.id}`);
    const progress = page.getByRole('region', { name: 'Progress', exact: true });
    await expect(progress).toContainText('12,345');
    await expect(progress).toContainText('58.0 GiB');
    await expect(progress).not.toContainText(/%|rate|0\.0/);
    await expect(progress.getByRole('progressbar', { name: 'Scanning' })).toBeVisible();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 780 });
    await expectNoSidewaysScroll(page);
    await site.call('stopMigration', { runId: answer.value.id });
    await untilStatus(url, answer.value.id, 'cancelled');
  } finally {
    await site.environment.stop();
  }
});

import type { Page } from '@playwright/test';
import { ask } from '../../e2e/http.ts';
import type { RunListView } from '../../lib/migrations/list-views.ts';
import { heading, text } from './quiet-scenes.ts';
import type { Stage } from './stage.ts';

const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true }).first().click();

/** What opens above a list, and what a choice of its rows brings. */
export async function menuScenes({ camera }: Stage): Promise<void> {
  await camera.take('keys', '/migrations', async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  });
  await camera.take('list-filters', '/migrations', async (page) => {
    await press(page, 'Filter');
    await page.getByLabel('To day').waitFor();
  });
  await camera.take('list-view', '/migrations', async (page) => {
    await press(page, 'View');
    await page.getByRole('switch', { name: 'Group by pair' }).waitFor();
  });
  await camera.take('list-grouped', '/migrations?group=pair', heading('Migrations'));
  await camera.take('list-chosen', '/migrations', choose);
  await camera.take('list-chosen-stop', '/migrations', async (page) => {
    await choose(page);
    await press(page, 'Stop…');
    await page.getByRole('alertdialog').waitFor();
  });
}

async function choose(page: Page): Promise<void> {
  for (const at of [0, 1, 2]) {
    await page
      .getByRole('checkbox', { name: /^Select .* to / })
      .nth(at)
      .check();
  }
  await text('3 selected')(page);
}

/** Every tab of a run that left notes. */
export async function tabScenes({ camera, site }: Stage): Promise<void> {
  const { body } = await ask(`${site.environment.url}/api/runs`);
  const { runs } = JSON.parse(body) as RunListView;
  const noted = runs.find(({ status }) => status === 'succeeded_with_notes');
  if (!noted) throw new Error('no run has left notes');
  for (const tab of ['files', 'events', 'resources', 'timeline', 'settings']) {
    await camera.take(`run-tab-${tab}`, `/migrations/${noted.id}?tab=${tab}`, (page) =>
      page.waitForLoadState('networkidle'),
    );
  }
}

/** A page of a version before, and one whose server has gone. */
export async function staleScenes({ camera }: Stage): Promise<void> {
  await camera.take('overview-updated', '/', async (page) => {
    await page.route('**/api/**', async (route) => {
      const response = await route.fetch();
      const words = (await response.text()).replace(/"build":"[^"]*"/, '"build":"another"');
      await route.fulfill({ response, body: words });
    });
    await text('Rehome was updated.')(page);
  });
  await camera.take('overview-offline', '/', async (page) => {
    await page.route('**/api/**', (route) => route.abort());
    await text('Not receiving updates')(page);
  });
}

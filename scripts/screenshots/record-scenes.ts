import { heading, text } from './quiet-scenes.ts';
import type { Stage } from './stage.ts';

/** What is seen once much has happened. */
export async function recordScenes({ camera }: Stage): Promise<void> {
  await camera.take('list', '/migrations', heading('Migrations'));
  await camera.take('list-failed', '/migrations?show=failed', heading('Migrations'));
  await camera.take('list-no-hits', '/migrations?user=nobody-has-this', heading('Migrations'));
  await camera.take('pair', '/pairs/asolberg/anna.solberg', text('Exited pods'));
  await camera.take('start-known-pair', '/migrations/new?old=ybenami&new=yael.benami', heading('New migration'));
  await camera.take('find', '/', async (page) => {
    await page.getByRole('button', { name: 'Find anything' }).click();
    await page.getByRole('combobox', { name: 'Find anything' }).fill('solberg');
    await page.getByRole('group', { name: 'Runs' }).waitFor();
  });
  await camera.take('cleanup', '/cleanup', (page) =>
    page
      .getByRole('button', { name: /^Remove rehome/ })
      .first()
      .waitFor(),
  );
  await camera.take('cleanup-dialog', '/cleanup', async (page) => {
    await page
      .getByRole('button', { name: /^Remove rehome/ })
      .first()
      .click();
    await page.getByRole('alertdialog').waitFor();
  });
  await camera.take('audit', '/audit', heading('Audit'));
  await camera.take('audit-refused', '/audit?result=refused', heading('Audit'));
  await camera.take('audit-no-hits', '/audit?old=nobody-has-this', heading('Audit'));
  await camera.take('settings-tested', '/settings', async (page) => {
    await page.getByRole('button', { name: 'Check permissions' }).click();
    await page.getByRole('button', { name: 'Try a pod' }).click();
    await page.getByText('The cluster would take the pod of a copy.').waitFor();
    await page.getByText(/has all \d+ permissions/).waitFor();
  });
  await camera.take('settings-pod', '/settings', async (page) => {
    await page.getByRole('button', { name: 'Run a pod' }).click();
    await page.getByText(/A pod ran|another such test/).waitFor();
  });
  for (const tab of ['homes', 'pods', 'limits', 'policy', 'notifications', 'records', 'about']) {
    await camera.take(`settings-${tab}`, `/settings?tab=${tab}`, heading('Settings'));
  }
}

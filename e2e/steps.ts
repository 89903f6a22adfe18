import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { ask, callAction } from './http.ts';

/** Picks a person in one of the two pickers of the start form, by typing and taking the first hit. */
export async function pick(page: Page, label: 'Old account' | 'New account', username: string): Promise<void> {
  const picker = page.getByRole('combobox', { name: label });
  await picker.fill(username);
  await expect(page.getByRole('option', { selected: true })).toContainText(username);
  await picker.press('Enter');
}

/** Starts a migration through the form and waits for its page. Answers the run's id. */
export async function start(page: Page, oldUser: string, newUser: string): Promise<string> {
  await page.goto('/migrations/new');
  await pick(page, 'Old account', oldUser);
  await pick(page, 'New account', newUser);
  await page.getByRole('button', { name: 'Start migration' }).click();
  await page.waitForURL(/\/migrations\/[0-9a-f-]{36}$/);
  return page.url().slice(-36);
}

/** Starts a migration without a page. Answers the run's id. */
export async function startQuietly(base: string, oldUser: string, newUser: string): Promise<string> {
  const { value } = await callAction(base, 'startMigration', { oldUser, newUser });
  expect(value).toMatchObject({ ok: true });
  return (value as { value: { id: string } }).value.id;
}

/** Waits until a run's status is one of these. */
export async function untilStatus(base: string, id: string, ...statuses: readonly string[]): Promise<void> {
  const status = async () => (JSON.parse((await ask(`${base}/api/runs/${id}`)).body) as { status: string }).status;
  await expect.poll(status, { timeout: 45_000 }).toMatch(new RegExp(`^(${statuses.join('|')})$`));
}

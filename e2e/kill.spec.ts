import { expect, test } from '@playwright/test';
import { chanceFor } from '../proof/chance.ts';
import { killRounds } from '../proof/kill/kills.ts';

test('acceptance 2: the dashboard, killed at any moment, says the truth again and has lost nothing', async () => {
  test.setTimeout(240_000);
  expect((await killRounds('built', 4, chanceFor('kills of the dashboard'))).rounds).toBe(4);
});

import { expect, test } from '@playwright/test';
import { chanceFor } from '../proof/chance.ts';
import { raceStarts } from '../proof/races.ts';

test('acceptance 8: exactly one run starts on a double click, in two tabs, by two people, in reverse and as a chain', async () => {
  const done = await raceStarts(10, chanceFor('races'));
  expect([...done.values()]).toEqual([2, 2, 2, 2, 2]);
});

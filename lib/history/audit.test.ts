import { expect, test } from 'vitest';
import { NOW, scratchHistory } from './testing/scratch.ts';

test('the audit is read newest first, page by page, each row once', async () => {
  const history = await scratchHistory();
  for (let i = 0; i < 25; i += 1) {
    await history.audit.append({ at: NOW + Math.floor(i / 4), actor: 'erin', action: `act-${i}`, detail: '%\0\'"' });
  }
  const seen: string[] = [];
  let page = await history.audit.list(4);
  while (page.length > 0) {
    seen.push(...page.map((row) => row.action));
    page = await history.audit.list(4, page.at(-1));
  }
  expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `act-${24 - i}`));
});

test('what is left out is null, and the result is done', async () => {
  const history = await scratchHistory();
  await history.audit.append({ at: NOW, actor: 'erin', action: 'x' });
  const [row] = await history.audit.list(1);
  expect(row).toMatchObject({ source: null, object: null, oldUser: null, newUser: null, why: null, detail: null });
  expect(row?.result).toBe('done');
});

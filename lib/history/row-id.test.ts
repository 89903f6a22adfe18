import { expect, test } from 'vitest';
import { newId } from './row-id.ts';

test('ids are UUIDv7, all different, and sort in the order of making, also within one millisecond and back in time', () => {
  const start = Date.now() + 60_000;
  const ids = Array.from({ length: 20_000 }, (_, i) => newId(i % 1000 === 999 ? start - 5 : start));
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(new Set(ids).size).toBe(ids.length);
  expect([...ids].sort()).toEqual(ids);
  const later = newId(start + 1_000_000);
  expect(Number.parseInt(later.replaceAll('-', '').slice(0, 12), 16)).toBe(start + 1_000_000);
});

import { expect, test } from 'vitest';
import { olderSearch, readOlderThan } from './batch-place.ts';

test('the place in the list of batches is a batch, and the newest for anything else', () => {
  const id = '01890000-0000-7000-8000-000000000000';
  expect(readOlderThan({ before: id })).toBe(id);
  expect(readOlderThan({ before: [id, 'x'] })).toBe(id);
  expect(readOlderThan(Object.fromEntries(new URLSearchParams(olderSearch(id))))).toBe(id);
  for (const before of [undefined, '', 'x', `${id}0`, `${id}\n`, '01890000-0000-4000-8000-000000000000']) {
    expect(readOlderThan({ before })).toBeNull();
  }
  expect(olderSearch(null)).toBe('');
});

import { expect, test } from 'vitest';
import { PENDING_KEYS } from '#lib/storage/pending-reason.ts';
import { hasWords, nextWhenStuck } from './stuck-words.ts';

test('every reason for which a pod can wait has a next step, or needs none', () => {
  expect(PENDING_KEYS.filter((key) => !hasWords(key))).toEqual([]);
  const without = PENDING_KEYS.filter((key) => nextWhenStuck(key) === null);
  expect(without).toEqual(['init_running', 'container_creating']);
});

test('a reason of a later version has no step', () => {
  expect(nextWhenStuck('toString')).toBeNull();
});
